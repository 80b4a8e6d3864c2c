import { AppError, type Facts } from "../../../shared/errors/index.ts";
import { typeOfLocation } from "../../../shared/targets/index.ts";
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
  /** `append-only`: what is stored there can be added to, and nothing taken away. `rights`: those of an account on a server. */
  constructor(action: StorageAction, reason: "permission" | "read-only" | "append-only" | "rights", cause?: unknown) {
    const why = {
      permission: "",
      rights: "",
      "read-only": ": it is read-only",
      "append-only": ": it only takes new files",
    };
    super(`${doingWords(action)} is not allowed${why[reason]}.`, { ...factsOf(action), reason }, cause);
    this.hint = {
      permission: "Give the account that runs this program the right to do so in that folder, and try again.",
      rights: "Give the account that you log in with the right to do so there, and try again.",
      "read-only": "Mount the drive or share for writing, or remove its write protection, and try again.",
      "append-only": "Leave removing old snapshots to whoever runs the server.",
    }[reason];
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
  readonly hint: string;
  override readonly retry = "later";
  constructor(action: StorageAction, cause?: unknown) {
    super(`“${action.location}” cannot be reached.`, factsOf(action), cause);
    const isHere = typeOfLocation(action.location) === "local";
    this.hint = isHere
      ? "Connect the drive or the network share, and run it again."
      : "Check the network connection and the server, and run it again. Nothing stored so far is lost.";
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

/**
 * The way to the storage broke, or the storage is busy: what was asked may or may not have happened, and asking again soon is likely
 * to help. Wrappers do; whoever sees it after that sees `StorageUnreachable`.
 */
export class StorageInterrupted extends AppError {
  readonly code = "storage/interrupted";
  readonly hint = "Check the network connection and the server, and run it again. Nothing stored so far is lost.";
  override readonly retry = "now";
  /** How long the storage wants to be left alone, if it said so. */
  readonly waitMs: number | undefined;
  constructor(action: StorageAction, reason: string, options: { cause?: unknown; waitMs?: number } = {}) {
    super(`${doingWords(action)} was interrupted: ${reason}.`, factsOf(action), options.cause);
    this.waitMs = options.waitMs;
  }
}

/** Wrong user name, password or key, or one that has expired. */
export class AccessDenied extends AppError {
  readonly code = "storage/access-denied";
  readonly hint: string;
  constructor(location: string, hint = "Check the user name and the password or keys.", cause?: unknown) {
    super(`“${location}” does not accept these credentials.`, { location }, cause);
    this.hint = hint;
  }
}

/**
 * The server did not prove who it is: nothing was sent to it. `fingerprint` is what to trust if the user knows it to be right: as
 * the field `hostKey` (SFTP).
 */
export class HostUntrusted extends AppError {
  readonly code = "storage/host-untrusted";
  readonly hint: string;
  /** `changed`: another key is known for this name. That is what an attack looks like, and also a server set up anew. */
  constructor(
    location: string,
    reason: "unknown" | "changed" | "certificate",
    detail: string,
    fingerprint?: string,
    cause?: unknown,
  ) {
    const messages = {
      unknown: `The server of “${location}” is not known yet: its key is ${detail}.`,
      changed: `The server of “${location}” has another key than it had before: ${detail}.`,
      certificate: `The certificate of “${location}” is not trusted: ${detail}.`,
    };
    super(messages[reason], { location, reason, ...(fingerprint === undefined ? {} : { fingerprint }) }, cause);
    this.hint = {
      unknown: "Compare the key with the one shown on the server. If it is the same, trust it and try again.",
      changed: "If you or its owner set the server up anew, trust the new key. If not, somebody may be listening in.",
      certificate: "Check the address and this computer's clock. For a private authority, name its certificate file.",
    }[reason];
  }
}

/** The bucket, container, share or remote that the location names is not there, and is not for us to make. */
export class ContainerMissing extends AppError {
  readonly code = "storage/no-container";
  readonly hint: string;
  constructor(
    location: string,
    what: string,
    hint = `Make it with the provider's own tools, or correct its name.`,
    cause?: unknown,
  ) {
    super(`There is no ${what} for “${location}”.`, { location }, cause);
    this.hint = hint;
  }
}

/** This computer's clock is so far off that the server refuses what it signs. */
export class ClockOff extends AppError {
  readonly code = "storage/clock-off";
  readonly hint = "Set the clock of this computer, best by its own time service, and try again.";
  override readonly retry = "later";
  constructor(location: string, cause?: unknown) {
    super(`“${location}” refuses because the clock of this computer is wrong.`, { location }, cause);
  }
}

/** Protected from removal for a while longer, by the storage itself. */
export class StoredFileProtected extends AppError {
  readonly code = "storage/protected";
  readonly hint = "It can be removed after that day. Nobody can remove it before, which is what the protection is for.";
  override readonly retry = "later";
  readonly until: Date | undefined;
  constructor(location: string, file: FileRef, until: Date | undefined, cause?: unknown) {
    const when = until === undefined ? "yet" : `before ${until.toISOString().slice(0, 10)}`;
    super(
      `The file ${layoutPath(file)} in “${location}” cannot be removed ${when}.`,
      { location, file: layoutPath(file) },
      cause,
    );
    this.until = until;
  }
}

/** A location that has the right scheme and makes no sense. */
export class LocationInvalid extends AppError {
  readonly code = "storage/location-invalid";
  readonly hint: string;
  /** @param location without secrets */
  constructor(location: string, reason: string, example: string) {
    super(`“${location}” is no place for a repository: ${reason}.`, { location });
    this.hint = `It looks like this: ${example}.`;
  }
}

/** What a connection was given makes no sense, or something it needs is not given: told by the name of the field. */
export class AccessInvalid extends AppError {
  readonly code = "storage/access-invalid";
  readonly hint: string;
  /** @param reason ends a sentence that begins with the field's label; never contains the value of a secret */
  constructor(location: string, field: string, label: string, reason: string, hint = "Correct it and try again.") {
    super(`${label} for “${location}” ${reason}.`, { location, field });
    this.hint = hint;
  }
}

/** A program that is needed to reach the place is not on this computer. */
export class ProgramMissing extends AppError {
  readonly code = "storage/program-missing";
  readonly hint: string;
  constructor(location: string, program: string, hint: string, cause?: unknown) {
    super(`“${location}” is reached through the program ${program}, which is not found.`, { location, program }, cause);
    this.hint = hint;
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
