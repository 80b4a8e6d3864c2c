import { AppError } from "../../../../shared/errors/index.ts";

/** A name pattern that means nothing. */
export class BadPattern extends AppError {
  readonly code = "find/bad-pattern";
  readonly hint = "Close every “[”, and write “\\[” for a bracket that stands for itself.";

  constructor(pattern: string) {
    super(`“${pattern}” is not a valid pattern.`, { pattern });
  }
}

/** What was given for an id is not the start of one. */
export class NotAnId extends AppError {
  readonly code = "find/not-an-id";
  readonly hint = "An id, or the start of one, has only the digits 0-9 and a-f.";

  constructor(text: string) {
    super(`“${text}” is not an id.`, { text });
  }
}

/** Packs to look into that the repository does not have. */
export class PacksNotFound extends AppError {
  readonly code = "find/packs-not-found";
  readonly hint = "“holdfast check” tells whether packs are missing.";

  constructor(packs: readonly string[]) {
    super(`The repository has no pack ${packs.join(", ")}.`, { packs: packs.join(" ") });
  }
}
