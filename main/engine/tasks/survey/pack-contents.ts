import { SEAL_OVERHEAD } from "../../crypto/index.ts";
import { COMPRESSED_ENTRY_BYTES, HEADER_LENGTH_BYTES, PLAIN_ENTRY_BYTES } from "../../format/index.ts";
import type { BlobTable } from "../../repository/index.ts";

/**
 * The blobs of every pack, in shared memory: the entries of pack n are `entries[starts[n]]` up to
 * `entries[starts[n + 1]]`, as numbers of the table. And per pack the sizes that follow from them.
 */
export interface PackContents {
  readonly starts: Uint32Array;
  readonly entries: Uint32Array;
  /** Bytes a pack file with these blobs has. */
  readonly sizes: Float64Array;
  /** 1 for data, 2 for trees, 3 for both. */
  readonly types: Uint8Array;
  /** 1 where the blobs cannot lie back to back from the start of the pack. */
  readonly gaps: Uint8Array;
}

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
  const layout = new PackLayout(packs);
  for (let entry = 0; entry < blobs; entry++) {
    const pack = table.packNumber(entry);
    const { offset, length, uncompressedLength } = table.place(entry);
    const entryBytes = uncompressedLength === 0 ? PLAIN_ENTRY_BYTES : COMPRESSED_ENTRY_BYTES;
    sizes[pack] = (sizes[pack] ?? 0) + length + entryBytes;
    types[pack] = (types[pack] ?? 0) | (table.typeOf(entry) === "tree" ? TREES : DATA);
    layout.add(pack, offset, length);
  }
  return { sizes, types, gaps: layout.gaps() };
}

/**
 * Tells whether the blobs of packs lie back to back, without putting them in order: then the lengths sum up to the end,
 * and each end but the last is another's start. The second is asked of a hash of all starts and ends.
 */
class PackLayout {
  readonly #sums: Float64Array;
  readonly #ends: Float64Array;
  readonly #joints: Uint32Array;

  constructor(packs: number) {
    this.#sums = new Float64Array(packs);
    this.#ends = new Float64Array(packs);
    this.#joints = new Uint32Array(packs);
  }

  add(pack: number, offset: number, length: number): void {
    const end = offset + length;
    this.#sums[pack] = (this.#sums[pack] ?? 0) + length;
    this.#ends[pack] = Math.max(this.#ends[pack] ?? 0, end);
    this.#joints[pack] = (this.#joints[pack] ?? 0) ^ mix(offset) ^ mix(end);
  }

  /** 1 for each pack with gaps or overlaps. */
  gaps(): Uint8Array {
    return Uint8Array.from(this.#ends, (end, pack) => {
      const joints = (mix(0) ^ mix(end)) >>> 0;
      const isWhole = end === 0 || (this.#sums[pack] === end && this.#joints[pack] === joints);
      return isWhole ? 0 : 1;
    });
  }
}

/** Spreads a number over 32 bits (the finisher of MurmurHash3). */
function mix(number: number): number {
  let hash = (number + 1) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return hash ^ (hash >>> 16);
}

function bump(counts: Uint32Array, at: number): number {
  const count = (counts[at] ?? 0) + 1;
  counts[at] = count;
  return count;
}
