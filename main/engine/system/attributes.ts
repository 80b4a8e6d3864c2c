import type { ByteString } from "../names/index.ts";
import { errnoOf, SystemCallFailed } from "./failure.ts";
import type { SystemAttribute } from "./system.ts";

/** The attribute calls of one system: bytes written, or a negative number with the error left to `fail`. */
export interface AttributeCalls {
  /** Writes the NUL-separated names; with an empty buffer only tells their size. */
  list(path: Buffer, into: Buffer): number;
  get(path: Buffer, name: Buffer, into: Buffer): number;
  lastError(): string;
}

const UNSUPPORTED = new Set(["ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);
const GONE = new Set(["ENODATA", "ENOATTR"]);
const NOTHING = Buffer.alloc(0);
const ATTEMPTS = 5;

// Linux allows neither more names nor longer values; macOS does, and then the size is asked for first.
const usualNames = Buffer.allocUnsafeSlow(65536);
const usualValue = Buffer.allocUnsafeSlow(65536);

/** Reads all attributes of an entry. `path` is NUL-terminated; `shown` is the path for error messages. */
export function readAttributes(
  calls: AttributeCalls,
  path: Buffer,
  shown: ByteString,
  onUnreadable?: (name: string, failure: SystemCallFailed) => void,
): SystemAttribute[] {
  const names = readNames(calls, path, shown);
  if (names.length === 0) return [];
  const attributes: SystemAttribute[] = [];
  for (const name of splitNames(names)) {
    try {
      const value = readGrowing(calls, "getxattr", shown, usualValue, (into) => calls.get(path, name, into));
      attributes.push({ name: name.toString("utf8", 0, name.length - 1), value: Buffer.from(value) });
    } catch (error) {
      if (GONE.has(errnoOf(error))) continue;
      if (onUnreadable === undefined || !(error instanceof SystemCallFailed)) throw error;
      onUnreadable(name.toString("utf8", 0, name.length - 1), error);
    }
  }
  return attributes;
}

function readNames(calls: AttributeCalls, path: Buffer, shown: ByteString): Buffer {
  try {
    return readGrowing(calls, "listxattr", shown, usualNames, (into) => calls.list(path, into));
  } catch (error) {
    if (UNSUPPORTED.has(errnoOf(error))) return NOTHING;
    throw error;
  }
}

/** The names, each with its final NUL; copied, as the buffer they come from is used again. */
function* splitNames(names: Buffer): Generator<Buffer> {
  const all = Buffer.from(names);
  for (let start = 0; start < all.length; ) {
    const end = all.indexOf(0, start);
    yield all.subarray(start, end + 1);
    start = end + 1;
  }
}

/** Calls with the usual buffer, and with one of the size the system asks for when that is too small. */
function readGrowing(
  calls: AttributeCalls,
  call: string,
  shown: ByteString,
  usual: Buffer,
  read: (into: Buffer) => number,
): Buffer {
  let into = usual;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const length = read(into);
    if (length === 0) return NOTHING;
    if (length > 0) return into.subarray(0, length);
    const errno = calls.lastError();
    if (errno !== "ERANGE" && errno !== "E2BIG") throw new SystemCallFailed(call, errno, shown);
    into = Buffer.alloc(Math.max(read(NOTHING), 1));
  }
  throw new SystemCallFailed(call, "ERANGE", shown);
}
