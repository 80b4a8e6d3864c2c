import { AppError } from "../../../shared/errors/index.ts";
import { type ByteString, toText } from "../names/index.ts";
import { errnoOf } from "../system/index.ts";

/** A name in a snapshot that would lead out of the restore folder, or that this system cannot hold. */
export class UnsafeName extends AppError {
  readonly code = "destination/unsafe-name";
  readonly hint = "The snapshot was made by a faulty or hostile program, or on another system. The rest is restored.";

  constructor(path: ByteString, why: string) {
    super(`“${toText(path)}” is not restored: ${why}.`, { path: toText(path) });
  }
}

/** A folder of the path is a link or a file. Nothing is ever written through a link. */
export class NotAFolder extends AppError {
  readonly code = "destination/not-a-folder";
  readonly hint = "Restore into an empty folder, or move what is in the way.";

  constructor(path: ByteString, isLink: boolean) {
    const what = isLink ? "a link is there, and nothing is written through a link" : "something else is there";
    super(`“${toText(path)}” should be a folder, but ${what}.`, { path: toText(path), isLink });
  }
}

/** A folder with content is where a file should go. */
export class NotReplaceable extends AppError {
  readonly code = "destination/not-replaceable";
  readonly hint = "Restore into an empty folder, or move the folder away.";

  constructor(path: ByteString) {
    super(`“${toText(path)}” is a folder with files in it and is not replaced.`, { path: toText(path) });
  }
}

/** Something is where an entry should go that may not replace anything. */
export class NameTaken extends AppError {
  readonly code = "destination/name-taken";
  readonly hint = "Restore it again: it gets another name then.";

  constructor(path: ByteString) {
    super(`“${toText(path)}” is there and is not replaced.`, { path: toText(path) });
  }
}

/** No room, or the user's quota is used up. Nothing more can be restored there. */
export class DestinationFull extends AppError {
  readonly code = "destination/full";
  readonly hint = "Free some space there, or restore to another disk, then run the same command again.";
  override readonly retry = "later";

  constructor(path: ByteString, cause: unknown) {
    super("The disk that is being restored to is full.", { path: toText(path), errno: errnoOf(cause) }, cause);
  }
}

/** The system refuses to this user what it might allow to another. */
class DestinationNotAllowed extends AppError {
  readonly code = "destination/not-allowed";
  readonly hint = "Restore into a folder of your own, or as a user who may write there. Device files need root.";

  constructor(path: ByteString, cause: unknown) {
    super(`“${toText(path)}” may not be written by this user.`, { path: toText(path), errno: errnoOf(cause) }, cause);
  }
}

/** The disk or its file system reports an error, or cannot hold such a file. */
class DestinationFailed extends AppError {
  readonly code = "destination/failed";
  readonly hint = "The details hold the system's error code. Check the disk, or restore to another one.";

  constructor(path: ByteString, cause: unknown) {
    super(
      `“${toText(path)}” cannot be written (${errnoOf(cause)}).`,
      { path: toText(path), errno: errnoOf(cause) },
      cause,
    );
  }
}

const FULL = new Set(["ENOSPC", "EDQUOT"]);
const NOT_ALLOWED = new Set(["EACCES", "EPERM", "EROFS"]);

/** What an error of a file call means; our own errors and bugs come back as they are. */
export function destinationError(path: ByteString, error: unknown): unknown {
  const errno = errnoOf(error);
  if (errno === "") return error;
  if (FULL.has(errno)) return new DestinationFull(path, error);
  return NOT_ALLOWED.has(errno) ? new DestinationNotAllowed(path, error) : new DestinationFailed(path, error);
}

/** Runs file calls about one path and translates what they throw. */
export function translated<Result>(path: ByteString, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw destinationError(path, error);
  }
}
