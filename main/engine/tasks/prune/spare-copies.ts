import { idBytes } from "../../format/index.ts";
import type { BlobTable } from "../../repository/index.ts";
import { entriesOf, type PackContents } from "../survey/index.ts";
import type { PackSurvey } from "./jobs.ts";
import { Bits } from "./pack-survey.ts";

/**
 * Packs with further copies of blobs that are still to be read from elsewhere. Should the copy that is read be damaged, these
 * are what is left of it, so they must not go before.
 */
export class SpareCopies {
  readonly #table: BlobTable;
  readonly #contents: PackContents;
  readonly #survey: PackSurvey;
  readonly #chosen: Bits;

  constructor(table: BlobTable, contents: PackContents, survey: PackSurvey) {
    this.#table = table;
    this.#contents = contents;
    this.#survey = survey;
    this.#chosen = new Bits(survey.chosen);
  }

  /** Whether a pack has copies of blobs that are to be read from one of the `waiting` packs. */
  isNeededBy(waiting: ReadonlySet<number>, pack: number): boolean {
    if (waiting.size === 0 || this.#survey.duplicateBlobs[pack] === 0) return false;
    return entriesOf(this.#contents, pack).some((entry) => {
      if (this.#chosen.has(entry)) return false;
      const copies = this.#table.entries(this.#table.typeOf(entry), idBytes(this.#table.idOf(entry)));
      return copies.some((copy) => waiting.has(this.#table.packNumber(copy)) && this.#chosen.has(copy));
    });
  }
}
