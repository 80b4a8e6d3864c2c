import { AppError, type Facts } from "../../../shared/errors/index.ts";
import { layoutPath } from "./layout.ts";
import type { ByteRange, FileRef } from "./storage.ts";

/** What was being done when a storage said no: goes into the sentence and the facts of the error. */
export interface StorageAction {
  readonly location: string;
  readonly doing: "create" | "list" | "read" | "write" | "remove";
  readonly file?: FileRef;
}

/** A stored file is not there, and its storage is. */
export class StoredFileMissing extends AppError {
  readonly code = "storage/missing";
  readonly hint = "Check that this is the place of the repository. If it is, a check tells what else is missing.";
  /** `placeExists` false: not only the file, the whole folder of the repository was never there. */
  constructor(location: string, file: FileRef, placeExists: boolean, cause?: unknown) {
    const message = placeExists
      ? `“${location}” has no file ${layoutPath(file)}.`
      : `There is no folder “${location}”, so it has no file ${layoutPath(file)}.`;
    super(message, { location, file: layoutPath(file), placeExists }, cause);
  }
}

/** A stored file ends before the part that was asked for: it was cut short, or the index is wrong about it. */
export class StoredFileTooShort extends AppError {
  readonly code = "storage/too-short";
  readonly hint = "The file is damaged. Run a check to see which snapshots need it.";
  constructor(location: string, file: FileRef, range: ByteRange, size: number) {
    const path = layoutPath(file);
    const end = range.offset + range.length;
    super(`The file ${path} in “${location}” has ${size} bytes, and the bytes up to ${end} are needed.`, {
      location,
      file: path,
      offset: range.offset,
      length: range.length,
      size,
    });
  }
}

/** The storage refuses this to us: permissions, or a file system mounted read-only. */
export class StorageNotAllowed extends AppError {
  readonly code = "storage/not-allowed";
  readonly hint: string;
  constructor(action: StorageAction, reason: "permission" | "read-only", cause?: unknown) {
    const readOnly = reason === "read-only";
    super(`${doingWords(action)} is not allowed${readOnly ? ": it is read-only" : ""}.`, factsOf(action), cause);
    this.hint = readOnly
      ? "Mount the drive or share for writing, or remove its write protection, and try again."
      : "Give the account that runs this program the right to do so in that folder, and try again.";
  }
}

/** No room left: what was being written is not stored, all else is unharmed. */
export class StorageFull extends AppError {
  readonly code = "storage/full";
  readonly hint: string;
  override readonly retry = "later";
  constructor(action: StorageAction, reason: "space" | "quota", cause?: unknown) {
    super(
      reason === "quota"
        ? `Your quota on “${action.location}” is used up.`
        : `No space is left on “${action.location}”.`,
      factsOf(action),
      cause,
    );
    this.hint = `${reason === "quota" ? "Raise the quota or free" : "Free"} space there and run it again: nothing stored so far is lost.`;
  }
}

/** The place itself is gone: a drive unplugged, a share not mounted, a server that does not answer. */
export class StorageUnreachable extends AppError {
  readonly code = "storage/unreachable";
  readonly hint = "Connect the drive or the network share, and run it again.";
  override readonly retry = "later";
  constructor(action: StorageAction, cause?: unknown) {
    super(`“${action.location}” cannot be reached.`, factsOf(action), cause);
  }
}

/** The storage failed in a way that has no name of its own; the sentence carries what it said. */
export class StorageFailed extends AppError {
  readonly code = "storage/failed";
  readonly hint = "Check the drive or the server it is on. Nothing stored before is changed by this.";
  override readonly retry = "later";
  constructor(action: StorageAction, reason: string, cause?: unknown) {
    super(`${doingWords(action)} failed: ${reason}.`, factsOf(action), cause);
  }
}

/** The location names a kind of place this program does not know. */
export class UnknownTarget extends AppError {
  readonly code = "storage/unknown-target";
  readonly hint: string;
  constructor(scheme: string, supported: readonly string[]) {
    super(scheme === "" ? "No place is named." : `Places of the kind “${scheme}:” are not supported.`, { scheme });
    this.hint = `A repository can be at: ${supported.join("; ")}.`;
  }
}

function doingWords(action: StorageAction): string {
  const words = { create: "Creating", list: "Listing", read: "Reading", write: "Writing", remove: "Removing" };
  const file = action.file === undefined ? "" : ` ${layoutPath(action.file)} in`;
  return `${words[action.doing]}${file} “${action.location}”`;
}

function factsOf(action: StorageAction): Facts {
  const file = action.file === undefined ? {} : { file: layoutPath(action.file) };
  return { location: action.location, doing: action.doing, ...file };
}
