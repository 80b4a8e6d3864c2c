import { AppError } from "../../../shared/errors/index.ts";
import { bytes } from "../../../shared/figures/index.ts";
import type { PathText } from "../../../shared/model/index.ts";

/** What is to come back is larger than the room where it would go. Nothing was written. */
export class NoRoomToRestore extends AppError {
  readonly code = "agent/no-room-to-restore";
  readonly hint = "Make room there, choose less, or restore to another disk.";
  override readonly retry = "later";

  constructor(place: PathText, bytesToWrite: number, freeBytes: number) {
    super(`There is too little room: ${bytes(bytesToWrite)} are to be written, and ${bytes(freeBytes)} are free.`, {
      ...{ path: place, bytesToWrite, freeBytes },
    });
  }
}
