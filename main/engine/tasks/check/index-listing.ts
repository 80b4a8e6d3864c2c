import { sha256 } from "../../crypto/index.ts";
import { decodeIndex, type IndexedBlob, type IndexedPack, idBytes, packSize } from "../../format/index.ts";
import { openSealedFile } from "../../repository/index.ts";
import type { EngineThread } from "../engine-thread.ts";
import type { ListedPack } from "./jobs.ts";

/** id, type, offset, length, uncompressed length */
const RECORD_BYTES = 32 + 1 + 3 * 4;
const DIGEST_BYTES = 6;

/** Opens an index file and adds what it lists to the table. @throws {DamagedFile} {DamagedObject} */
export function listIndex(thread: EngineThread, name: string, bytes: Uint8Array): ListedPack[] {
  const json = openSealedFile({ kind: "index", name }, bytes, thread.sealer, thread.version);
  const { packs } = decodeIndex(json, thread.version);
  return joinParts(packs).map((pack) => {
    const number = thread.table.addPack(pack.id, packSize(pack.blobs));
    for (const blob of pack.blobs) thread.table.add({ ...blob, id: idBytes(blob.id), pack: number });
    return { pack: number, digest: digestOf(pack.blobs) };
  });
}

/** A pack may stand twice in one file, each time with some of its blobs. */
function joinParts(packs: readonly IndexedPack[]): IndexedPack[] {
  const joined = new Map<string, IndexedPack>();
  for (const pack of packs) {
    const before = joined.get(pack.id);
    joined.set(pack.id, before === undefined ? pack : { id: pack.id, blobs: [...before.blobs, ...pack.blobs] });
  }
  return [...joined.values()];
}

function digestOf(blobs: readonly IndexedBlob[]): number {
  const sorted = [...blobs].sort((a, b) => a.offset - b.offset || (a.id < b.id ? -1 : 1));
  const records = Buffer.alloc(sorted.length * RECORD_BYTES);
  let at = 0;
  for (const { id, type, offset, length, uncompressedLength } of sorted) {
    at += idBytes(id).copy(records, at);
    at = records.writeUInt8(type === "tree" ? 1 : 0, at);
    for (const number of [offset, length, uncompressedLength]) at = records.writeUInt32LE(number, at);
  }
  return sha256(records).readUIntLE(0, DIGEST_BYTES);
}
