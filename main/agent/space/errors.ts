import { AppError } from "../../../shared/errors/index.ts";
import { bytes } from "../../../shared/figures/index.ts";
import type { Space, Target } from "../../../shared/model/index.ts";

/** Too little room is left on the target's volume to begin a backup: what is left is needed to make room again. */
export class TargetNearlyFull extends AppError {
  readonly code = "agent/target-nearly-full";
  readonly hint =
    "Give room back with “Tidy up”, or free some on the disk. The backup begins again when there is room.";
  override readonly retry = "later";

  constructor({ id, name }: Target, { freeBytes, totalBytes }: Space) {
    super(`“${name}” is nearly full: ${bytes(freeBytes)} of ${bytes(totalBytes)} are free.`, {
      ...{ target: id, freeBytes, totalBytes },
    });
  }
}
