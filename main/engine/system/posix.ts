import { chmodSync, closeSync, constants, fchmodSync, fchownSync, fstatSync, lchownSync, openSync } from "node:fs";
import type { ByteString } from "../names/index.ts";
import { type Accounts, libraryAccounts } from "./accounts.ts";
import { errnoOf, SystemCallFailed } from "./failure.ts";
import type { NativeFunction, NativeLibrary } from "./library.ts";
import { longPaths } from "./long-paths.ts";
import type { System } from "./system.ts";

/** Numbers and C types that differ between the systems of the Unix family. */
export interface PosixFlavour {
  readonly atCurrentFolder: number;
  readonly atNoFollow: number;
  readonly modeType: string;
  readonly deviceType: string;
}

/** What Linux and macOS have in common: everything but the extended attributes. */
export type PosixSystem = Omit<
  System,
  "limitations" | "listExtendedAttributes" | "setExtendedAttribute" | "removeExtendedAttribute"
>;

const NS_PER_SECOND = 1_000_000_000n;

let scratch = Buffer.allocUnsafeSlow(8192);

/** The path as C wants it. The buffer is used again by the next call in this thread. */
export function cPath(path: ByteString): Buffer {
  const reached = longPaths.reach(path);
  if (reached.length >= scratch.length) scratch = Buffer.allocUnsafeSlow(reached.length * 2);
  const length = typeof reached === "string" ? scratch.write(reached, "latin1") : reached.copy(scratch);
  scratch[length] = 0;
  return scratch;
}

/** A name as C wants it. */
function cName(name: ByteString): Buffer {
  return Buffer.from(`${name}\0`, "latin1");
}

export function posixSystem(library: NativeLibrary, flavour: PosixFlavour): PosixSystem {
  const { modeType, deviceType } = flavour;
  const mkfifo = library.bind(`int mkfifo(const uint8_t *path, ${modeType} mode)`);
  const mknod = library.bind(`int mknod(const uint8_t *path, ${modeType} mode, ${deviceType} device)`);
  const renameat = library.bind("int renameat(int from, const uint8_t *name, int to, const uint8_t *newName)");
  const check = (call: string, path: ByteString, result: number) => {
    if (result < 0) throw new SystemCallFailed(call, library.lastError(), path);
  };
  const accounts: Accounts = libraryAccounts(library);
  return {
    ...accounts,
    ...timeSetters(library, flavour, check),
    setOpenOwner,
    setOpenPermissions,
    setPermissions: permissionSetter(library, flavour),
    renameIn: (fromFolder, from, toFolder, to, path) =>
      check("renameat", path, renameat(fromFolder, cName(from), toFolder, cName(to))),
    makeFifo: (path, permissions) => check("mkfifo", path, mkfifo(cPath(path), permissions)),
    makeDevice: (path, stMode, rdev) => check("mknod", path, mknod(cPath(path), stMode, rdev)),
    setOwner,
  };
}

type Check = (call: string, path: ByteString, result: number) => void;

function timeSetters(
  library: NativeLibrary,
  flavour: PosixFlavour,
  check: Check,
): Pick<System, "setTimes" | "setOpenTimes"> {
  const utimensat = library.bind("int utimensat(int folder, const uint8_t *path, const int64_t *times, int flags)");
  const futimens = library.bind("int futimens(int fd, const int64_t *times)");
  const times = new BigInt64Array(4);
  const bytes = Buffer.from(times.buffer);
  const timesOf = (atimeNs: bigint, mtimeNs: bigint): Buffer => {
    times[0] = wholeSeconds(atimeNs);
    times[1] = atimeNs - times[0] * NS_PER_SECOND;
    times[2] = wholeSeconds(mtimeNs);
    times[3] = mtimeNs - times[2] * NS_PER_SECOND;
    return bytes;
  };
  return {
    setTimes: (path, atimeNs, mtimeNs) => {
      const { atCurrentFolder, atNoFollow } = flavour;
      check("utimensat", path, utimensat(atCurrentFolder, cPath(path), timesOf(atimeNs, mtimeNs), atNoFollow));
    },
    setOpenTimes: (fd, path, atimeNs, mtimeNs) => check("futimens", path, futimens(fd, timesOf(atimeNs, mtimeNs))),
  };
}

/** Rounds down, also before 1970: the nanoseconds beside it must not be negative. */
function wholeSeconds(ns: bigint): bigint {
  const seconds = ns / NS_PER_SECOND;
  return seconds * NS_PER_SECOND > ns ? seconds - 1n : seconds;
}

function permissionSetter(library: NativeLibrary, flavour: PosixFlavour): System["setPermissions"] {
  const definition = `int fchmodat(int folder, const uint8_t *path, ${flavour.modeType} mode, int flags)`;
  const fchmodat: NativeFunction = library.bind(definition);
  return (path, permissions) => {
    if (fchmodat(flavour.atCurrentFolder, cPath(path), permissions, flavour.atNoFollow) === 0) return;
    const errno = library.lastError();
    // Older C libraries know no such flag.
    if (errno === "ENOTSUP" || errno === "EINVAL") setPermissions(path, permissions);
    else throw new SystemCallFailed("fchmodat", errno, path);
  };
}

export function setOwner(path: ByteString, uid: number, gid: number): void {
  try {
    lchownSync(longPaths.reach(path), uid, gid);
  } catch (error) {
    throw new SystemCallFailed("lchown", errnoOf(error), path);
  }
}

export function setOpenOwner(fd: number, path: ByteString, uid: number, gid: number): void {
  try {
    fchownSync(fd, uid, gid);
  } catch (error) {
    throw new SystemCallFailed("fchown", errnoOf(error), path);
  }
}

export function setOpenPermissions(fd: number, path: ByteString, permissions: number): void {
  try {
    fchmodSync(fd, permissions);
  } catch (error) {
    throw new SystemCallFailed("fchmod", errnoOf(error), path);
  }
}

// Only Linux has it, and there it needs no right to open the file for reading.
const O_PATH = process.platform === "linux" ? 0x200000 : 0;

/** chmod that refuses symbolic links: holds the entry open and changes what is held. */
export function setPermissions(path: ByteString, permissions: number): void {
  let fd: number | undefined;
  try {
    fd = openSync(longPaths.reach(path), O_PATH | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if (fstatSync(fd).isSymbolicLink()) throw new SystemCallFailed("chmod", "ELOOP", path);
    if (O_PATH === 0) fchmodSync(fd, permissions);
    else chmodSync(`/proc/self/fd/${fd}`, permissions); // fchmod does not take a descriptor of this kind
  } catch (error) {
    throw error instanceof SystemCallFailed ? error : new SystemCallFailed("chmod", errnoOf(error), path);
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}
