import type { AppError } from "../../../../shared/errors/index.ts";
import {
  AccessDenied,
  AccessInvalid,
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

/** What an S3 server said, without what was sent to it. */
export interface S3Answer {
  readonly status: number;
  /** One of S3's words, such as `NoSuchKey`; "" where the answer has no body. */
  readonly code: string;
  /** A sentence of the server's, one line, for the details of an error. */
  readonly message: string;
  readonly waitMs?: number;
  /** Where the bucket is, or what the request should have been signed for. */
  readonly region?: string;
}

const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);
const PASSING_CODES = new Set([
  ...["SlowDown", "ServiceUnavailable", "InternalError", "RequestTimeout", "Throttling", "ThrottlingException"],
  ...[
    "TooManyRequests",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "OperationAborted",
    "ConditionalRequestConflict",
  ],
]);
const DAMAGED_ON_THE_WAY = new Set(["BadDigest", "IncompleteBody", "XAmzContentSHA256Mismatch", "InvalidDigest"]);
const WHO = new Set([
  ...["InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken", "TokenRefreshRequired"],
  ...["NotSignedUp", "AccountProblem", "InvalidSecurity", "Unauthorized", "AuthorizationHeaderMalformed"],
]);
const CLOCK = new Set(["RequestTimeTooSkewed", "RequestExpired"]);
const FULL = /quota|InsufficientStorage|NoSpace|StorageFull|DiskFull|StorageLimit|TooManyObjects|cap_exceeded/i;
const LOCKED = /object ?lock|worm|retention|protected|ObjectLocked/i;

/**
 * The one place where an answer of an S3 server becomes an error of ours.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function translateS3(answer: S3Answer, action: StorageAction, bucket: string): AppError {
  const { status, code } = answer;
  const { location } = action;
  const cause = new Error(`${status} ${code}: ${answer.message}`);
  if (CLOCK.has(code)) return new ClockOff(location, cause);
  if (status === 507 || FULL.test(code)) return new StorageFull(action, "quota", cause);
  if (isPassing(answer)) {
    const options = answer.waitMs === undefined ? { cause } : { cause, waitMs: answer.waitMs };
    return new StorageInterrupted(action, passingReason(answer), options);
  }
  if (code === "NoSuchBucket") return new ContainerMissing(location, `bucket “${bucket}”`, undefined, cause);
  if (WHO.has(code) || status === 401) return new AccessDenied(location, whoHint(answer), cause);
  if (status === 403) return refusal(answer, action, cause);
  if (status === 404) return missing(answer, action, cause);
  if (action.doing === "write" && isAboutLock(answer)) return noObjectLock(location);
  return new StorageFailed(action, failureReason(answer), cause);
}

/** What is protected is to be protected by a server that does it: a place that cannot is refused, not used without. */
export function noObjectLock(location: string): AccessInvalid {
  return new AccessInvalid(
    location,
    "lockDays",
    "Protection from deletion",
    "is not possible: its bucket has no Object Lock",
    "Make a bucket with Object Lock, or leave the days of protection empty.",
  );
}

function isAboutLock({ status, code, message }: S3Answer): boolean {
  return (status === 400 || status === 409 || status === 501) && LOCKED.test(`${code} ${message}`);
}

function isPassing({ status, code }: S3Answer): boolean {
  const isNotForUs = code === "NotImplemented";
  return (
    !isNotForUs && (PASSING.has(status) || PASSING_CODES.has(code) || DAMAGED_ON_THE_WAY.has(code) || status < 300)
  );
}

function passingReason({ status, code }: S3Answer): string {
  if (DAMAGED_ON_THE_WAY.has(code)) return "it did not arrive whole";
  if (status === 429 || status === 503 || code === "SlowDown") return "the server is busy";
  return status < 300 ? "the answer is not whole" : `the server had a failure (${status})`;
}

function whoHint({ code }: S3Answer): string {
  if (code === "ExpiredToken") return "The session token has expired: get a new one.";
  if (code === "AuthorizationHeaderMalformed") return "Check the keys, and the region of the bucket.";
  return code === "InvalidAccessKeyId"
    ? "The server does not know the access key: check it, and the server's address."
    : "Check the access key and the secret key.";
}

function refusal({ code, message }: S3Answer, action: StorageAction, cause: Error): AppError {
  const { location, doing, file } = action;
  if (doing === "remove" && file !== undefined && LOCKED.test(`${code} ${message}`)) {
    return new StoredFileProtected(location, file, undefined, cause);
  }
  if (code === "InvalidObjectState") return new StorageFailed(action, failureReason({ code, status: 403 }), cause);
  return new StorageNotAllowed(action, "rights", cause);
}

function missing(answer: S3Answer, action: StorageAction, cause: Error): AppError {
  const { location, file, doing } = action;
  if (file !== undefined && doing === "read") return new StoredFileMissing(location, file, true, cause);
  return new StorageFailed(action, failureReason(answer), cause);
}

function failureReason({ status, code }: Pick<S3Answer, "status" | "code">): string {
  if (code === "InvalidObjectState") return "it is in an archive class, and has to be brought back from there first";
  return `the server answered ${code === "" || code === "UnknownError" ? `with status ${status}` : code}`;
}
