import type { BlobId, BlobType } from "../../format/index.ts";
import type { BlobTable } from "../../repository/index.ts";
import type { CheckedTrees, WalkMemory } from "./jobs.ts";

/**
 * Notes which blobs the snapshots refer to, for all threads together: each tree, and each blob that is not where it
 * should be, is told to exactly one of those who meet it. One bit for each blob.
 */
export class EntryBook {
  readonly #table: BlobTable;
  readonly #memory: WalkMemory;
  readonly #seen: Int32Array;
  readonly #id = Buffer.alloc(32);
  readonly #found: number[] = [];
  readonly #missing: number[] = [];
  readonly #unlisted: number[] = [];

  constructor(table: BlobTable, memory: WalkMemory) {
    this.#table = table;
    this.#memory = memory;
    this.#seen = new Int32Array(memory.seen);
  }

  /** A reference to a blob. @returns its number in the table, or undefined if it is nowhere */
  meet(type: BlobType, id: BlobId): number | undefined {
    this.#id.write(id, "hex");
    const entry = this.#find(type);
    if (entry >= this.#memory.missingFrom) return undefined;
    const isListed = entry < this.#memory.unlistedFrom;
    if ((type === "tree" || !isListed) && this.#isFirst(entry)) {
      if (!isListed) this.#unlisted.push(entry);
      if (type === "tree") this.#found.push(entry);
    }
    return entry;
  }

  /** What was met for the first time by this book. */
  get met(): Pick<CheckedTrees, "found" | "missing" | "unlisted"> {
    const [found, missing, unlisted] = [this.#found, this.#missing, this.#unlisted].map((list) =>
      Uint32Array.from(list),
    );
    const none = new Uint32Array(0);
    return { found: found ?? none, missing: missing ?? none, unlisted: unlisted ?? none };
  }

  #find(type: BlobType): number {
    for (let isNew = false; ; ) {
      const entry = this.#table.find(type, this.#id);
      if (entry >= 0 && isNew) this.#missing.push(entry);
      if (entry >= 0) return entry;
      // Nowhere: noted by claiming it, so that whoever asks next finds it. While another thread adds to the table, a look
      // into it may miss what is there; the claim does not.
      isNew ||= this.#table.claim(type, this.#id);
    }
  }

  #isFirst(entry: number): boolean {
    const bit = 1 << (entry & 31);
    return (Atomics.or(this.#seen, entry >>> 5, bit) & bit) === 0;
  }
}
