import { AppError } from "../../../shared/errors/index.ts";
import { type ByteString, toText } from "../names/index.ts";

/** A call to the operating system failed. `errno` says why, by the system's name for it: "ENOTSUP", "EPERM". */
export class SystemCallFailed extends AppError {
  readonly code = "system/call-failed";
  readonly hint = "The error code in the details is the operating system's own word for the cause.";
  readonly errno: string;

  constructor(call: string, errno: string, path: ByteString) {
    super(`The system refused “${call}” for “${toText(path)}” (${errno}).`, { call, errno, path: toText(path) });
    this.errno = errno;
  }
}

const ERRNO = /^E[A-Z0-9]+$/;

/** The system's name of an error ("ENOENT"), for errors of Node's file calls and of ours alike; "" for any other. */
export function errnoOf(error: unknown): string {
  if (error instanceof SystemCallFailed) return error.errno;
  if (!(error instanceof Error) || !("code" in error)) return "";
  return typeof error.code === "string" && ERRNO.test(error.code) ? error.code : "";
}
