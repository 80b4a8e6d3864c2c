import { AppError, type Facts } from "../../../shared/errors/index.ts";

/** There is nothing at a path. */
class FolderNotThere extends AppError {
  readonly code = "disk/not-there";
  readonly hint = "Look whether it was moved or renamed, or whether its drive is connected.";
  override readonly retry = "later";

  constructor(path: string, cause?: unknown) {
    super(`There is no “${path}”.`, { path }, cause);
  }
}

/** A path leads to something that is no folder, or through it. */
class NotAFolder extends AppError {
  readonly code = "disk/not-a-folder";
  readonly hint = "Choose a folder.";

  constructor(path: string, cause?: unknown) {
    super(`“${path}” is not a folder.`, { path }, cause);
  }
}

/** The system lets this user not do that here. */
class FolderNotAllowed extends AppError {
  readonly code = "disk/not-allowed";
  readonly hint: string;

  constructor(path: string, wish: "open" | "write", isReadOnly: boolean, cause?: unknown) {
    super(`You are not allowed to ${wish === "open" ? "open" : "make a folder in"} “${path}”.`, { path }, cause);
    this.hint = isReadOnly ? "The disk can only be read: choose a folder elsewhere." : permissionHint();
  }
}

/** The disk, or the way to it, does not do its work. */
class FolderUnreachable extends AppError {
  readonly code = "disk/unreachable";
  readonly hint = "See whether the drive is connected and in order, then try again.";
  override readonly retry = "later";

  constructor(path: string, facts: Facts, cause?: unknown) {
    super(`“${path}” does not answer.`, { path, ...facts }, cause);
  }
}

class DiskFull extends AppError {
  readonly code = "disk/full";
  readonly hint = "Make room on the disk, or choose a folder elsewhere.";
  override readonly retry = "later";

  constructor(path: string, cause?: unknown) {
    super(`The disk is full: nothing can be made in “${path}”.`, { path }, cause);
  }
}

/** A folder cannot be made because there is something of this name. */
export class NameTaken extends AppError {
  readonly code = "disk/name-taken";
  readonly hint = "Choose another name.";

  constructor(path: string, cause?: unknown) {
    super(`There is a “${path}” already.`, { path }, cause);
  }
}

/** A name or path that the system does not know what to do with. */
export class NameInvalid extends AppError {
  readonly code = "disk/name-invalid";
  readonly hint: string;

  constructor(name: string, hint: string, cause?: unknown) {
    super(`“${name}” cannot be the name of a folder.`, { name }, cause);
    this.hint = hint;
  }
}

/** What Node says of a folder, as one of the errors above; undefined for what is a bug. */
export function diskError(error: unknown, path: string, wish: "open" | "write"): AppError | undefined {
  if (!(error instanceof Error && "code" in error && "syscall" in error)) return undefined;
  const code = String(error.code);
  switch (code) {
    case "ENOENT":
      return new FolderNotThere(path, error);
    case "ENOTDIR":
      return new NotAFolder(path, error);
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new FolderNotAllowed(path, wish, code === "EROFS", error);
    case "ENOSPC":
    case "EDQUOT":
      return new DiskFull(path, error);
    case "ENAMETOOLONG":
      return new NameInvalid(path, "Choose a shorter name.", error);
    default:
      return new FolderUnreachable(path, { errno: code }, error);
  }
}

function permissionHint(): string {
  if (process.platform === "darwin")
    return "Give Holdfast access to it: System Settings, Privacy & Security, Full Disk Access.";
  return "Give yourself the right to it, or choose another folder.";
}
