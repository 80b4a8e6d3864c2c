import { AppError } from "../../../shared/errors/index.ts";

/** A damaged pack could not be kept as it is, so it was not touched. */
export class DamagedPackNotKept extends AppError {
  readonly code = "agent/damaged-pack-not-kept";
  readonly hint = "See that there is room in that folder, and that it may be written to. Nothing was changed by then.";

  constructor(folder: string, pack: string, cause: unknown) {
    super(`A damaged pack could not be kept in “${folder}” before the repair.`, { folder, pack }, cause);
  }
}
