import type { AppError } from "../../../../shared/errors/index.ts";
import {
  AccessDenied,
  ClockOff,
  ContainerMissing,
  type StorageAction,
  StorageFailed,
  StorageFull,
  StorageInterrupted,
  StorageNotAllowed,
  StoredFileMissing,
  StoredFileProtected,
} from "../errors.ts";

/** What Azure said, without what was sent to it: a request's headers and address carry what gives access. */
export interface AzureAnswer {
  readonly status: number;
  /** One of Azure's own words, such as `BlobNotFound`; "" where it gave none. */
  readonly code: string;
  /** A sentence of Azure's, one line, for the details of an error. */
  readonly message: string;
  readonly waitMs?: number;
  /** How far its clock is ahead of ours. */
  readonly clockAheadMs?: number;
}

/** Azure refuses what was signed longer ago than this. */
const CLOCK_LEEWAY_MS = 14 * 60_000;
const PASSING = new Set([408, 429, 500, 502, 503, 504]);
const DAMAGED_ON_THE_WAY = new Set(["Md5Mismatch", "Crc64Mismatch", "IncompleteBody", "OperationTimedOut"]);
const IMMUTABLE = new Set(["BlobImmutableDueToPolicy", "BlobImmutableDueToLegalHold"]);

/**
 * The one place where an answer of Azure's becomes an error of ours.
 *
 * @see https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes
 */
export function translateAzure(answer: AzureAnswer, action: StorageAction, container: string): AppError {
  const cause = new Error(`${answer.status} ${answer.code}: ${answer.message}`);
  const { location, file } = action;
  if (answer.code === "ContainerBeingDeleted" || isPassing(answer)) {
    const options = answer.waitMs === undefined ? { cause } : { cause, waitMs: answer.waitMs };
    return new StorageInterrupted(action, passingReason(answer), options);
  }
  if (IMMUTABLE.has(answer.code) && file !== undefined) {
    return new StoredFileProtected(location, file, undefined, cause);
  }
  if (answer.status === 401 || answer.status === 403 || answer.code === "InvalidAuthenticationInfo") {
    return refusal(answer, action, cause);
  }
  if (/Quota|CapacityExceeded|InsufficientStorage/.test(answer.code) || answer.status === 507) {
    return new StorageFull(action, "quota", cause);
  }
  if (answer.status === 404) return missing(answer, action, container, cause);
  return new StorageFailed(action, failureReason(answer), cause);
}

function isPassing({ status, code }: AzureAnswer): boolean {
  return PASSING.has(status) || DAMAGED_ON_THE_WAY.has(code);
}

function passingReason({ status, code }: AzureAnswer): string {
  if (DAMAGED_ON_THE_WAY.has(code)) return "it did not arrive whole";
  if (status === 429 || code === "ServerBusy") return "the server is busy";
  return code === "ContainerBeingDeleted" ? "the container is being deleted" : `the server had a failure (${status})`;
}

/** Wrong credentials and missing rights come with the same status, and call for different steps. */
function refusal(answer: AzureAnswer, action: StorageAction, cause: Error): AppError {
  const { location } = action;
  const isAboutWho =
    /Authentication|KeyBased|AccountIsDisabled/.test(answer.code) || /failed to authenticate/i.test(answer.message);
  if (!isAboutWho && answer.status === 403 && answer.code !== "") {
    return new StorageNotAllowed(action, "rights", cause);
  }
  if (Math.abs(answer.clockAheadMs ?? 0) > CLOCK_LEEWAY_MS) return new ClockOff(location, cause);
  return new AccessDenied(location, refusalHint(answer), cause);
}

function refusalHint({ code, message }: AzureAnswer): string {
  if (code === "KeyBasedAuthenticationNotPermitted") {
    return "The account takes no account keys: allow them in its settings, or use a SAS token of a user.";
  }
  if (code === "AccountIsDisabled") return "The account is disabled: its owner can enable it.";
  if (/expir|specified time frame/i.test(message))
    return "The SAS token has expired or is not valid yet: make a new one.";
  return "Check the name of the account, and the account key or SAS token.";
}

function missing(answer: AzureAnswer, action: StorageAction, container: string, cause: Error): AppError {
  const { location, file, doing } = action;
  if (answer.code === "ContainerNotFound")
    return new ContainerMissing(location, `container “${container}”`, undefined, cause);
  if (file !== undefined && doing === "read") return new StoredFileMissing(location, file, true, cause);
  return new StorageFailed(action, failureReason(answer), cause);
}

function failureReason({ status, code }: AzureAnswer): string {
  if (code === "BlobArchived") return "it is in the archive tier, and has to be brought back from there first";
  return `the server answered ${code === "" ? `with status ${status}` : code}`;
}
