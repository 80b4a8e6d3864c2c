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

/** Where the .zip should go is something already. Nothing was written. */
export class ZipNameTaken extends AppError {
  readonly code = "agent/zip-name-taken";
  readonly hint = "Give the .zip another name, or choose another folder.";

  constructor(file: PathText) {
    super(`“${file}” is there already, and nothing is replaced by a .zip.`, { path: file });
  }
}

/** The folder for the .zip is not there. Nothing was written. */
export class NoFolderForZip extends AppError {
  readonly code = "agent/no-folder-for-zip";
  readonly hint = "Choose a folder that is there, or make it first.";

  constructor(file: PathText) {
    super(`There is no folder where “${file}” could be written.`, { path: file });
  }
}
