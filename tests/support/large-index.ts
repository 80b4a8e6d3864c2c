import { createHash } from "node:crypto";
import { encodeIndex, idFromBytes, type PackId } from "../../main/engine/format/index.ts";
import { type Repository, sealFile } from "../../main/engine/repository/index.ts";

export interface LargeIndex {
  /** Sealed bytes of all blobs, as the index has it. */
  readonly bytes: number;
  readonly files: number;
}

/** As many as restic and we list in one. */
const BLOBS_PER_FILE = 50_000;
const BLOBS_PER_PACK = 32;

/**
 * Index files as a repository has them that holds so many blobs, beside those of what is in it. They are valid in every way but
 * one: there are no such packs.
 */
export async function writeLargeIndex(
  { storage, sealer, version }: Repository,
  blobs: number,
  blobBytes: number,
  blobsPerFile = BLOBS_PER_FILE,
): Promise<LargeIndex> {
  let files = 0;
  for (let first = 0; first < blobs; first += blobsPerFile) {
    const json = encodeIndex(packsOf(first, Math.min(blobsPerFile, blobs - first), blobBytes));
    const { name, bytes } = sealFile(json, sealer, version);
    await storage.write({ kind: "index", name }, bytes);
    files += 1;
  }
  return { bytes: blobs * blobBytes, files };
}

function packsOf(first: number, count: number, blobBytes: number) {
  return Array.from({ length: Math.ceil(count / BLOBS_PER_PACK) }, (_, pack) => ({
    id: idFromBytes<PackId>(digest(`pack ${first} ${pack}`)),
    blobs: Array.from({ length: Math.min(BLOBS_PER_PACK, count - pack * BLOBS_PER_PACK) }, (_blob, at) => ({
      ...{ type: "data" as const, id: idFromBytes<never>(digest(`blob ${first + pack * BLOBS_PER_PACK + at}`)) },
      ...{ offset: at * blobBytes, length: blobBytes, uncompressedLength: 2 * blobBytes },
    })),
  }));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
