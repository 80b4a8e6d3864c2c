// A program of its own, so that its memory can be measured: fills the index with as many blobs as its argument says.
import { createHash } from "node:crypto";
import { idFromBytes, type PackId } from "../../main/engine/format/index.ts";
import { BlobTable } from "../../main/engine/repository/index.ts";

/** A pack of 16 MiB and blobs of a megabyte: few blobs a pack make the table of packs large. */
const BLOBS_PER_PACK = 16;
const PACK_BYTES = 16 << 20;
const BLOB_BYTES = PACK_BYTES / BLOBS_PER_PACK;
const IDS_AT_ONCE = 4096;
const ID_BYTES = 32;

const count = Number(process.argv[2]);
const table = new BlobTable();
const ids = Buffer.alloc(IDS_AT_ONCE * ID_BYTES);
let pack = 0;
for (let blob = 0; blob < count; blob++) {
  const at = blob % IDS_AT_ONCE;
  if (at === 0) drawIds(blob);
  if (blob % BLOBS_PER_PACK === 0) pack = table.addPack(idFromBytes<PackId>(digest(`pack ${blob}`)), PACK_BYTES);
  const id = ids.subarray(at * ID_BYTES, (at + 1) * ID_BYTES);
  const offset = (blob % BLOBS_PER_PACK) * BLOB_BYTES;
  table.add({ type: "data", id, pack, offset, length: BLOB_BYTES, uncompressedLength: 2 * BLOB_BYTES });
}
if (table.size !== count) throw new Error(`the table holds ${table.size} blobs of ${count}`);
process.stdout.write(JSON.stringify({ blobs: table.size, bytes: table.byteLength }));

/** Ids as they are in a repository: hashes. */
function drawIds(first: number): void {
  for (let at = 0; at < IDS_AT_ONCE; at++) digest(`blob ${first + at}`).copy(ids, at * ID_BYTES);
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
