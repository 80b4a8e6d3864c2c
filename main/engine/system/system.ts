import type { ByteString } from "../names/index.ts";
import type { SystemCallFailed } from "./failure.ts";

/** An extended attribute as the system holds it; access control lists of Linux are attributes too. */
export interface SystemAttribute {
  readonly name: string;
  readonly value: Uint8Array;
}

/**
 * What the operating system can do and Node cannot. All calls are synchronous and act on the entry itself, never on
 * what a symbolic link points to. Paths may be longer than the system takes in one call, where `LongPaths` can help.
 *
 * @throws {SystemCallFailed} from every call that says nothing else
 */
export interface System {
  /** What is missing on this machine, one sentence each for the user; empty when all works. */
  readonly limitations: readonly string[];
  /**
   * The attributes in the system's order; none where the file system has none.
   *
   * @param onUnreadable called for each attribute that is listed but cannot be read, instead of throwing
   */
  listExtendedAttributes(
    path: ByteString,
    onUnreadable?: (name: string, failure: SystemCallFailed) => void,
  ): SystemAttribute[];
  setExtendedAttribute(path: ByteString, name: string, value: Uint8Array): void;
  removeExtendedAttribute(path: ByteString, name: string): void;
  /** Nanoseconds since 1970, negative before. Exact to what the file system stores. */
  setTimes(path: ByteString, atimeNs: bigint, mtimeNs: bigint): void;
  /** The same for a file that is open, which costs no way through folders. @param path for messages */
  setOpenTimes(fd: number, path: ByteString, atimeNs: bigint, mtimeNs: bigint): void;
  setOpenOwner(fd: number, path: ByteString, uid: number, gid: number): void;
  setOpenPermissions(fd: number, path: ByteString, permissions: number): void;
  /**
   * Renames from one open folder to another; quicker than by `/proc/self/fd`, which is a longer way than most.
   *
   * @param path for messages
   */
  renameIn(fromFolder: number, from: ByteString, toFolder: number, to: ByteString, path: ByteString): void;
  makeFifo(path: ByteString, permissions: number): void;
  /** @param stMode permissions with the type bits of a block or character device, as in `st_mode` */
  makeDevice(path: ByteString, stMode: number, rdev: bigint): void;
  setOwner(path: ByteString, uid: number, gid: number): void;
  /** @param permissions the low 12 bits of `st_mode` */
  setPermissions(path: ByteString, permissions: number): void;
  /** "" when the number has no name. Remembered, as are the three below. */
  userName(uid: number): string;
  groupName(gid: number): string;
  /** undefined when there is no such name. */
  userId(name: string): number | undefined;
  groupId(name: string): number | undefined;
}
