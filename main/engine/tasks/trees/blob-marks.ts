import { type BlobId, type BlobType, idBytes } from "../../format/index.ts";
import type { BlobTable } from "../../repository/index.ts";

/**
 * Sets of blobs, as one byte of flags for each blob that the index lists: it takes a fraction of the memory that the
 * index takes itself, whatever the number of blobs marked. The index must not grow meanwhile.
 */
export class BlobMarks {
  readonly #table: BlobTable;
  readonly #flags: Uint8Array;
  /** Blobs that no index lists; in a sound repository there are none. */
  readonly #unlisted = new Map<string, number>();

  constructor(table: BlobTable) {
    this.#table = table;
    this.#flags = new Uint8Array(table.size);
  }

  /** Adds a flag to a blob. @returns the flags it had before */
  mark(type: BlobType, id: BlobId, flag: number): number {
    const entry = this.#table.find(type, idBytes(id));
    if (entry >= 0 && entry < this.#flags.length) {
      const before = this.#flags[entry] ?? 0;
      this.#flags[entry] = before | flag;
      return before;
    }
    const key = `${type}/${id}`;
    const before = this.#unlisted.get(key) ?? 0;
    this.#unlisted.set(key, before | flag);
    return before;
  }

  /** All marked blobs of the index by their numbers in the table. */
  *listed(): Generator<{ readonly entry: number; readonly flags: number }> {
    for (const [entry, flags] of this.#flags.entries()) if (flags !== 0) yield { entry, flags };
  }

  /** All marked blobs that no index lists. */
  *unlisted(): Generator<{ readonly type: BlobType; readonly id: BlobId; readonly flags: number }> {
    for (const [key, flags] of this.#unlisted) {
      const [type, id] = key.split("/") as [BlobType, BlobId]; // as `mark` put them together
      yield { type, id, flags };
    }
  }
}
