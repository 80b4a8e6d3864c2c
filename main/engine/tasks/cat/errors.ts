import { AppError } from "../../../../shared/errors/index.ts";

/** An id of which the repository has no object of that kind. */
export class ObjectNotFound extends AppError {
  readonly code = "cat/not-found";
  readonly hint = "“holdfast check” tells whether something is missing.";

  constructor(kind: string, asked: string) {
    super(`The repository has no ${kind} “${asked}”.`, { kind, asked });
  }
}
