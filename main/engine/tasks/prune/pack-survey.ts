import type { BlobTable } from "../../repository/index.ts";
import type { PackSurvey } from "./jobs.ts";

const TREE = 1;
const DATA = 2;
/** Shorter folder lists may not become smaller by being compressed, so they are no reason to write a pack anew. */
const WORTH_COMPRESSING = 1024;

/** Sums up what of each pack is needed, and decides which copy of each blob counts. Nobody may be adding to the table. */
export function surveyPacks(table: BlobTable, seen: SharedArrayBuffer, sound: Uint8Array): PackSurvey {
  const choice = new CopyChoice(table, new Bits(seen), sound);
  const chosen = new Bits(new SharedArrayBuffer(seen.byteLength));
  const columns = emptyColumns(table.packCount);
  for (let entry = 0; entry < table.size; entry++) {
    const pack = table.packNumber(entry);
    const { length, uncompressedLength } = table.place(entry);
    const isNeeded = choice.isNeeded(entry);
    if (isNeeded && choice.isChosen(entry)) {
      chosen.set(entry);
      count(columns.usedBlobs, columns.usedBytes, pack, length);
    } else {
      count(columns.unusedBlobs, columns.unusedBytes, pack, length);
      if (isNeeded) count(columns.duplicateBlobs, columns.duplicateBytes, pack, length);
    }
    if (uncompressedLength !== 0) continue;
    const kind = table.typeOf(entry) === "data" ? DATA : length < WORTH_COMPRESSING ? 0 : TREE;
    columns.uncompressed[pack] = (columns.uncompressed[pack] ?? 0) | kind;
  }
  return { ...columns, chosen: chosen.memory };
}

/**
 * Which copy of a blob counts: one in a sound pack, and of these the one in the pack that has the least which nobody needs.
 * So what an interrupted prune has written anew counts, and not what it was copied from.
 */
class CopyChoice {
  readonly #table: BlobTable;
  readonly #seen: Bits;
  readonly #sound: Uint8Array;
  readonly #firsts: Uint32Array;
  /** By the first entry of a blob: the entry that is chosen. */
  readonly #best: Uint32Array;
  readonly #waste: Float64Array;
  readonly #bytes: Float64Array;

  constructor(table: BlobTable, seen: Bits, sound: Uint8Array) {
    this.#table = table;
    this.#seen = seen;
    this.#sound = sound;
    this.#firsts = Uint32Array.from({ length: table.size }, (_, entry) => table.firstCopy(entry));
    this.#best = this.#firsts.slice();
    this.#waste = new Float64Array(table.packCount);
    this.#bytes = new Float64Array(table.packCount);
    this.#weigh();
    this.#choose();
  }

  isNeeded(entry: number): boolean {
    return this.#seen.has(this.#firsts[entry] ?? 0);
  }

  isChosen(entry: number): boolean {
    return this.#best[this.#firsts[entry] ?? 0] === entry;
  }

  #weigh(): void {
    for (let entry = 0; entry < this.#firsts.length; entry++) {
      const pack = this.#table.packNumber(entry);
      const { length } = this.#table.place(entry);
      this.#bytes[pack] = (this.#bytes[pack] ?? 0) + length;
      if (!this.isNeeded(entry)) this.#waste[pack] = (this.#waste[pack] ?? 0) + length;
    }
  }

  #choose(): void {
    for (const [entry, first] of this.#firsts.entries()) {
      if (this.#isBetter(entry, this.#best[first] ?? first)) this.#best[first] = entry;
    }
  }

  #isBetter(entry: number, than: number): boolean {
    if (entry === than) return false;
    const [a, b] = [this.#table.packNumber(entry), this.#table.packNumber(than)];
    if (this.#sound[a] !== this.#sound[b]) return this.#sound[a] === 1;
    const difference = this.#wasteOf(a) - this.#wasteOf(b);
    return difference < 0 || (difference === 0 && a < b);
  }

  #wasteOf(pack: number): number {
    return (this.#waste[pack] ?? 0) / (this.#bytes[pack] ?? 1);
  }
}

/** One bit for each entry, in memory that threads share. */
export class Bits {
  readonly memory: SharedArrayBuffer;
  readonly #words: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.memory = memory;
    this.#words = new Int32Array(memory);
  }

  has(entry: number): boolean {
    return ((this.#words[entry >>> 5] ?? 0) & (1 << (entry & 31))) !== 0;
  }

  set(entry: number): void {
    this.#words[entry >>> 5] = (this.#words[entry >>> 5] ?? 0) | (1 << (entry & 31));
  }
}

function emptyColumns(packs: number): Omit<PackSurvey, "chosen"> {
  const [counts, bytes] = [() => new Uint32Array(packs), () => new Float64Array(packs)];
  return {
    ...{ usedBlobs: counts(), usedBytes: bytes(), unusedBlobs: counts(), unusedBytes: bytes() },
    ...{ duplicateBlobs: counts(), duplicateBytes: bytes(), uncompressed: new Uint8Array(packs) },
  };
}

function count(blobs: Uint32Array, bytes: Float64Array, pack: number, length: number): void {
  blobs[pack] = (blobs[pack] ?? 0) + 1;
  bytes[pack] = (bytes[pack] ?? 0) + length;
}
