import { AppError } from "../../../shared/errors/index.ts";

/** What stands in the way of a database file; each has its own sentence and advice. */
export type DatabaseObstacle = "not-allowed" | "full" | "in-use" | "damaged" | "not-a-file" | "unreachable";

const SENTENCES: Readonly<Record<DatabaseObstacle, string>> = {
  "not-allowed": "Holdfast is not allowed to use",
  full: "The disk is full: Holdfast cannot write",
  "in-use": "Another program holds on to",
  damaged: "There is damage in",
  "not-a-file": "Something that is no file is in the place of",
  unreachable: "The disk does not answer for",
};

const HINTS: Readonly<Record<DatabaseObstacle, string>> = {
  "not-allowed": "Give yourself the right to read and write the file and its folder.",
  full: "Make room on the disk that the file is on.",
  "in-use": "Close the other program, or wait until it is done with the file.",
  damaged: "Start Holdfast anew: a damaged history is set aside and made again.",
  "not-a-file": "Move it away.",
  unreachable: "See whether the disk is connected and in order.",
};

/** A database file of the agent cannot be used now. Nothing is wrong with what is in it, as far as is known. */
export class DatabaseUnusable extends AppError {
  readonly code = "agent/database-unusable";
  readonly hint: string;
  override readonly retry = "later";

  constructor(file: string, obstacle: DatabaseObstacle, cause?: unknown) {
    super(`${SENTENCES[obstacle]} “${file}”.`, { file, obstacle }, cause);
    this.hint = HINTS[obstacle];
  }
}

/** The catalog was written by a later version, which keeps things in it that this one does not know. It is left as it is. */
export class CatalogTooNew extends AppError {
  readonly code = "agent/catalog-too-new";
  readonly hint = "Update Holdfast. The history can also be given up: move the file away, and a new one is made.";

  constructor(file: string, version: number, known: number) {
    super(`The history in “${file}” was written by a later version of Holdfast.`, { file, version, known });
  }
}
