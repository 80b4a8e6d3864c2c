import type { BlobId, BlobType } from "../../format/index.ts";
import type { BlobTable } from "../../repository/index.ts";

/** How the entries of the table are divided while trees are walked. */
export interface WalkMemory {
  /** One bit for each entry: it was met. Of a blob with several copies it is that of the first. */
  readonly seen: SharedArrayBuffer;
  /** Entries from here on are in packs that no index lists. */
  readonly unlistedFrom: number;
  /** Entries from here on are blobs that are nowhere, noted when they were first asked for. */
  readonly missingFrom: number;
}

/** What was met for the first time, as numbers of the table. */
export interface MetBlobs {
  /** Trees: whoever gets them must see to it that they are read. */
  readonly found: Uint32Array;
  /** Blobs that are nowhere. */
  readonly missing: Uint32Array;
  /** Blobs that are only in packs without an index. */
  readonly unlisted: Uint32Array;
}

/** Memory for a walk over the table as it is now. @param unlistedFrom entries from here on are in no index */
export function walkMemory(table: BlobTable, unlistedFrom = table.size): WalkMemory {
  const missingFrom = table.size;
  return { seen: new SharedArrayBuffer(4 * Math.ceil((missingFrom + 1) / 32)), unlistedFrom, missingFrom };
}

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
    if (this.#isFirst(entry)) {
      if (!isListed) this.#unlisted.push(entry);
      if (type === "tree") this.#found.push(entry);
    }
    return entry;
  }

  /** What was met for the first time by this book. */
  get met(): MetBlobs {
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
