import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import type { ByteString } from "../names/index.ts";
import { errnoOf, longPaths } from "../system/index.ts";
import { SourceUnreadable } from "./problem.ts";

// Not blocking: a FIFO put in the file's place would otherwise hold the backup until somebody writes to it.
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
// Only on Linux, and only for files of one's own.
const LEAVE_ATIME = constants.O_NOATIME ?? 0;

/** A regular file opened for reading. Synchronous; close it. All calls throw {SourceUnreadable}. */
export class SourceFile {
  readonly #path: ByteString;
  readonly #fd: number;
  /** As it was when the file was opened. */
  readonly opened: BigIntStats;

  private constructor(path: ByteString, fd: number) {
    this.#path = path;
    this.#fd = fd;
    this.opened = this.stat();
  }

  /** Refuses links and whatever else has taken the file's place since it was listed: cause "changed". */
  static open(path: ByteString): SourceFile {
    const fd = openToRead(path);
    try {
      const file = new SourceFile(path, fd);
      if (file.opened.isFile()) return file;
      throw new SourceUnreadable(path, "changed");
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  stat(): BigIntStats {
    try {
      return fstatSync(this.#fd, { bigint: true });
    } catch (error) {
      throw SourceUnreadable.from(this.#path, error);
    }
  }

  /**
   * Reads what is at `position`, not always as much as the view has room for.
   *
   * @returns bytes read, 0 at the end of the file
   */
  read(into: Uint8Array, position: number): number {
    try {
      return readSync(this.#fd, into, 0, into.length, position);
    } catch (error) {
      throw SourceUnreadable.from(this.#path, error);
    }
  }

  close(): void {
    closeSync(this.#fd);
  }
}

function openToRead(path: ByteString): number {
  try {
    const reached = longPaths.reach(path);
    try {
      return openSync(reached, READ | LEAVE_ATIME);
    } catch (error) {
      if (LEAVE_ATIME === 0 || errnoOf(error) !== "EPERM") throw error;
      return openSync(reached, READ);
    }
  } catch (error) {
    throw SourceUnreadable.from(path, error);
  }
}
