import { AppError } from "../../../../shared/errors/index.ts";

/** A part of the data to read that is none: 7/5, 120 %, nothing. */
export class InvalidSubset extends AppError {
  readonly code = "check/invalid-subset";
  readonly hint = "Give a part such as 1/5 (up to 256 parts), a share such as 2.5%, or a size such as 500M.";

  constructor(asked: string) {
    super(`“${asked}” is no part of the data that could be read.`, { asked });
  }
}
