import type { AppError } from "../../../../shared/errors/index.ts";
import {
  type StorageAction,
  StorageFailed,
  StorageFull,
  StorageInterrupted,
  StorageNotAllowed,
  StorageUnreachable,
} from "../errors.ts";

/** The connection ended, or nothing came through it for too long. */
export class ConnectionLost extends Error {}

/** The server cannot be reached at all: its name is not known, nobody listens, nobody answers. */
export class NoConnection extends Error {}

/** The server said no to one request. Those of later versions of the protocol are sent by some, whatever they agreed on. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string, cause?: unknown) {
    super(message, { cause });
    this.status = status;
  }
}

/** What is there cannot be a stored file; the sentence says why. */
export class Unfit extends Error {}

/** @see draft-ietf-secsh-filexfer-02 section 7, and -13 section 9.1 for those from 9 on */
export const STATUS = {
  endOfFile: 1,
  missing: 2,
  notAllowed: 3,
  failure: 4,
  unsupported: 8,
  noSuchPath: 10,
  exists: 11,
  writeProtected: 12,
  full: 14,
  quota: 15,
} as const;

export function isMissing(error: unknown): boolean {
  return error instanceof Refusal && (error.status === STATUS.missing || error.status === STATUS.noSuchPath);
}

export function isNotAllowed(error: unknown): boolean {
  return error instanceof Refusal && error.status === STATUS.notAllowed;
}

export function isUnsupported(error: unknown): boolean {
  return error instanceof Refusal && error.status === STATUS.unsupported;
}

/** What the server told of the file system, where `failure` may mean anything. */
export interface FileSystemFacts {
  readonly isFull: boolean;
  readonly isReadOnly: boolean;
}

export function translateRefusal(error: Refusal, action: StorageAction, facts?: FileSystemFacts): AppError {
  switch (error.status) {
    case STATUS.notAllowed:
      return new StorageNotAllowed(action, facts?.isReadOnly === true ? "read-only" : "rights", error);
    case STATUS.writeProtected:
      return new StorageNotAllowed(action, "read-only", error);
    case STATUS.full:
      return new StorageFull(action, "space", error);
    case STATUS.quota:
      return new StorageFull(action, "quota", error);
    default:
      return translateFailure(error, action, facts);
  }
}

function translateFailure(error: Refusal, action: StorageAction, facts?: FileSystemFacts): AppError {
  const isWriting = action.doing === "write" || action.doing === "create";
  if (isWriting && /quota/i.test(error.message)) return new StorageFull(action, "quota", error);
  if (isWriting && (facts?.isFull || /no space|disk full/i.test(error.message)))
    return new StorageFull(action, "space", error);
  if (facts?.isReadOnly === true && action.doing !== "read" && action.doing !== "list")
    return new StorageNotAllowed(action, "read-only", error);
  return new StorageFailed(action, `the server says “${error.message}” and not why`, error);
}

/** @param wasConnected a server that was there a moment ago is worth asking again soon */
export function translateOthers(error: unknown, action: StorageAction, wasConnected: boolean): AppError | undefined {
  if (error instanceof NoConnection && !wasConnected) return new StorageUnreachable(action, error);
  if (error instanceof NoConnection || error instanceof ConnectionLost)
    return new StorageInterrupted(action, error.message, { cause: error });
  return error instanceof Unfit ? new StorageFailed(action, error.message, error) : undefined;
}
