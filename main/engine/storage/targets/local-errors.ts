import { getSystemErrorMessage } from "node:util";
import type { AppError } from "../../../../shared/errors/index.ts";
import { type StorageAction, StorageFailed, StorageFull, StorageNotAllowed, StorageUnreachable } from "../errors.ts";

/** A failed system call, as Node reports it. */
export interface SystemError extends Error {
  readonly code: string;
  readonly errno: number;
}

export function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && "code" in error && "errno" in error && typeof error.errno === "number";
}

/** Whether a call failed because what it was to act on is not there. */
export function isMissing(error: unknown): boolean {
  return isSystemError(error) && error.code === "ENOENT";
}

/**
 * The one place where errno of the local target becomes an error of ours. ENOENT is not among them: what it means
 * depends on whether the repository's folder is still there, so the target looks first.
 */
export function translateErrno(error: SystemError, action: StorageAction): AppError {
  switch (error.code) {
    case "EACCES":
    case "EPERM":
      return new StorageNotAllowed(action, "permission", error);
    case "EROFS":
      return new StorageNotAllowed(action, "read-only", error);
    case "ENOSPC":
      return new StorageFull(action, "space", error);
    case "EDQUOT":
      return new StorageFull(action, "quota", error);
    case "ENODEV": // the device was unplugged under an open file system
    case "ENXIO":
    case "ESTALE": // a network share: the server forgot the handle, or is not there
    case "ENOTCONN":
    case "EHOSTDOWN":
    case "EHOSTUNREACH":
    case "ETIMEDOUT":
      return new StorageUnreachable(action, error);
    default:
      return new StorageFailed(action, `${reasonOf(error)} (${error.code})`, error);
  }
}

function reasonOf(error: SystemError): string {
  try {
    return getSystemErrorMessage(error.errno);
  } catch {
    return "the system gave no reason";
  }
}
