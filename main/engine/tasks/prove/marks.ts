import { type BlobId, idBytes } from "../../format/index.ts";
import type { BlobTable } from "../../repository/index.ts";
import { entriesOf, type PackContents } from "../survey/index.ts";

/** A set of blobs, as entries of the table. Of several copies the first counts. */
export class Marks {
  readonly #table: BlobTable;
  readonly #marks: Uint8Array;

  constructor(table: BlobTable) {
    this.#table = table;
    this.#marks = new Uint8Array(table.size);
  }

  add(type: "data" | "tree", ids: Iterable<BlobId>): void {
    for (const id of ids) {
      const entry = this.#table.find(type, idBytes(id));
      if (entry >= 0) this.#marks[entry] = 1;
    }
  }

  /** Whether every blob of a pack is in it. */
  hasAll(contents: PackContents, pack: number): boolean {
    return entriesOf(contents, pack).every((entry) => this.#marks[entry] === 1);
  }

  /** Whether a blob of a pack is in it, and not in the other. */
  hasSomeBut(other: Marks, contents: PackContents, pack: number): boolean {
    return entriesOf(contents, pack).some((entry) => this.#marks[entry] === 1 && other.#marks[entry] !== 1);
  }
}
