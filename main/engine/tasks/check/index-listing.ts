import { sha256 } from "../../crypto/index.ts";
import {
  EMPTY_PACK_BYTES,
  type FormatVersion,
  ID_BYTES,
  type PackColumns,
  type PackId,
  readIndexPacks,
} from "../../format/index.ts";
import { openSealedFile } from "../../repository/index.ts";
import type { EngineThread } from "../engine-thread.ts";
import type { ListedPack } from "./jobs.ts";

/** id, type, offset, length, uncompressed length */
const RECORD_BYTES = ID_BYTES + 1 + 3 * 4;
const DIGEST_BYTES = 6;

/** Opens an index file and adds what it lists to the table. @throws {DamagedFile} {DamagedObject} */
export function listIndex(thread: EngineThread, name: string, bytes: Uint8Array): ListedPack[] {
  const json = openSealedFile({ kind: "index", name }, bytes, thread.sealer, thread.version);
  const sizes = packSizes(json, thread.version);
  const listed = new Map<number, Buffer[]>();
  for (const pack of readIndexPacks(json, thread.version)) {
    const number = thread.table.addPack(pack.id, sizes.get(pack.id) ?? pack.packSize);
    thread.table.addAll(number, pack);
    listed.set(number, [...(listed.get(number) ?? []), recordsOf(pack)]);
  }
  return [...listed].map(([pack, parts]) => ({ pack, digest: digestOf(Buffer.concat(parts)) }));
}

/** The sizes that the packs must have. A pack may stand twice in one file, each time with some of its blobs. */
function packSizes(json: Buffer, version: FormatVersion): Map<PackId, number> {
  const sizes = new Map<PackId, number>();
  for (const pack of readIndexPacks(json, version)) {
    sizes.set(pack.id, (sizes.get(pack.id) ?? EMPTY_PACK_BYTES) + pack.packSize - EMPTY_PACK_BYTES);
  }
  return sizes;
}

function recordsOf({ ids, isTree, offsets, lengths, uncompressedLengths, count }: PackColumns): Buffer {
  const records = Buffer.allocUnsafe(count * RECORD_BYTES);
  for (let row = 0; row < count; row++) {
    const at = row * RECORD_BYTES;
    records.set(ids.subarray(row * ID_BYTES, (row + 1) * ID_BYTES), at);
    records[at + ID_BYTES] = isTree[row] ?? 0;
    records.writeUInt32LE(offsets[row] ?? 0, at + ID_BYTES + 1);
    records.writeUInt32LE(lengths[row] ?? 0, at + ID_BYTES + 5);
    records.writeUInt32LE(uncompressedLengths[row] ?? 0, at + ID_BYTES + 9);
  }
  return records;
}

/** The same for the same blobs, in whatever order they are listed. */
function digestOf(records: Buffer): number {
  return sha256(inOrder(records)).readUIntLE(0, DIGEST_BYTES);
}

/** By offset, then by id. Nearly every index lists them so. */
function inOrder(records: Buffer): Buffer {
  const rows = Array.from({ length: records.length / RECORD_BYTES }, (_, row) => row * RECORD_BYTES);
  const offset = (at: number): number => records.readUInt32LE(at + ID_BYTES + 1);
  const isOrdered = rows.every((at, row) => row === 0 || offset(at - RECORD_BYTES) < offset(at));
  if (isOrdered) return records;
  const record = (at: number): Buffer => records.subarray(at, at + RECORD_BYTES);
  rows.sort((a, b) => offset(a) - offset(b) || record(a).compare(record(b)));
  return Buffer.concat(rows.map(record));
}
