import { futimesSync, lutimesSync, renameSync } from "node:fs";
import { type ByteString, fromText, joinPath } from "../names/index.ts";
import { noAccounts } from "./accounts.ts";
import { errnoOf, SystemCallFailed } from "./failure.ts";
import { longPaths } from "./long-paths.ts";
import { setOpenOwner, setOpenPermissions, setOwner, setPermissions } from "./posix.ts";
import type { System } from "./system.ts";

/** What Node alone can do, for machines where the C library cannot be called. */
export function portableSystem(limitations: readonly string[]): System {
  return {
    ...noAccounts,
    limitations,
    listExtendedAttributes: () => [],
    setExtendedAttribute: (path) => missing("setxattr", path),
    removeExtendedAttribute: (path) => missing("removexattr", path),
    setTimes,
    setOpenTimes,
    setOpenOwner,
    setOpenPermissions,
    renameIn,
    makeFifo: (path) => missing("mkfifo", path),
    makeDevice: (path) => missing("mknod", path),
    setOwner,
    setPermissions,
  };
}

/** Node takes seconds as a double: exact to about a microsecond. */
function setTimes(path: ByteString, atimeNs: bigint, mtimeNs: bigint): void {
  try {
    lutimesSync(longPaths.reach(path), Number(atimeNs) / 1e9, Number(mtimeNs) / 1e9);
  } catch (error) {
    throw new SystemCallFailed("lutimes", errnoOf(error), path);
  }
}

function setOpenTimes(fd: number, path: ByteString, atimeNs: bigint, mtimeNs: bigint): void {
  try {
    futimesSync(fd, Number(atimeNs) / 1e9, Number(mtimeNs) / 1e9);
  } catch (error) {
    throw new SystemCallFailed("futimes", errnoOf(error), path);
  }
}

/** Only where the system shows open folders as paths, which is where folders are held open: on Linux. */
function renameIn(fromFolder: number, from: ByteString, toFolder: number, to: ByteString, path: ByteString): void {
  const reach = (folder: number, name: ByteString) =>
    longPaths.reach(joinPath(fromText(`/proc/self/fd/${folder}`), name));
  try {
    renameSync(reach(fromFolder, from), reach(toFolder, to));
  } catch (error) {
    throw new SystemCallFailed("rename", errnoOf(error), path);
  }
}

function missing(call: string, path: ByteString): never {
  throw new SystemCallFailed(call, "ENOSYS", path);
}
