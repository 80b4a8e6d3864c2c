import { SEAL_OVERHEAD } from "../../crypto/index.ts";
import { COMPRESSED_ENTRY_BYTES, HEADER_LENGTH_BYTES, PLAIN_ENTRY_BYTES } from "../../format/index.ts";
import type { BlobTable } from "../../repository/index.ts";
import type { PackContents } from "./jobs.ts";

const DATA = 1;
const TREES = 2;

/** Sorts the table's entries by packs: counts, then places. Nobody may be adding to the table. */
export function sortByPack(table: BlobTable): PackContents {
  const [packs, blobs] = [table.packCount, table.size];
  const starts = new Uint32Array(new SharedArrayBuffer((packs + 1) * 4));
  for (let entry = 0; entry < blobs; entry++) bump(starts, table.packNumber(entry) + 1);
  for (let pack = 0; pack < packs; pack++) starts[pack + 1] = (starts[pack + 1] ?? 0) + (starts[pack] ?? 0);
  const entries = new Uint32Array(new SharedArrayBuffer(blobs * 4));
  const next = starts.slice(0, packs);
  for (let entry = 0; entry < blobs; entry++) entries[bump(next, table.packNumber(entry)) - 1] = entry;
  return { starts, entries, ...measure(table, packs, blobs) };
}

/** The entries of one pack. */
export function entriesOf({ starts, entries }: Pick<PackContents, "starts" | "entries">, pack: number): Uint32Array {
  return entries.subarray(starts[pack], starts[pack + 1]);
}

function measure(table: BlobTable, packs: number, blobs: number): Pick<PackContents, "sizes" | "types" | "gaps"> {
  const sizes = new Float64Array(packs).fill(SEAL_OVERHEAD + HEADER_LENGTH_BYTES);
  const types = new Uint8Array(packs);
  const [sums, ends] = [new Float64Array(packs), new Float64Array(packs)];
  for (let entry = 0; entry < blobs; entry++) {
    const pack = table.packNumber(entry);
    const { offset, length, uncompressedLength } = table.place(entry);
    const entryBytes = uncompressedLength === 0 ? PLAIN_ENTRY_BYTES : COMPRESSED_ENTRY_BYTES;
    sizes[pack] = (sizes[pack] ?? 0) + length + entryBytes;
    sums[pack] = (sums[pack] ?? 0) + length;
    ends[pack] = Math.max(ends[pack] ?? 0, offset + length);
    types[pack] = (types[pack] ?? 0) | (table.typeOf(entry) === "tree" ? TREES : DATA);
  }
  return { sizes, types, gaps: Uint8Array.from(sums, (sum, pack) => (sum === ends[pack] ? 0 : 1)) };
}

function bump(counts: Uint32Array, at: number): number {
  const count = (counts[at] ?? 0) + 1;
  counts[at] = count;
  return count;
}
