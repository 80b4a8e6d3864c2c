import { AppError, type Facts } from "../../../shared/errors/index.ts";

/** Stored bytes are not what the format says they are. Nothing can be read from them; other objects may be fine. */
export class DamagedObject extends AppError {
  readonly code = "format/damaged";
  readonly hint = "Run a check of the repository to see what is affected.";

  /**
   * @param object what was read, as people call it: "folder list", "index", "snapshot", ...
   * @param problem what is wrong with it, in a few words
   */
  constructor(object: string, problem: string, facts: Facts = {}, cause?: unknown) {
    super(`A stored ${object} is damaged: ${problem}.`, { object, problem, ...facts }, cause);
  }
}

/** Sound data in a form that this program does not know, for instance a later version of the format. */
export class UnsupportedFormat extends AppError {
  readonly code = "format/unsupported";
  readonly hint = "A newer version of this program may be able to read it.";
}
