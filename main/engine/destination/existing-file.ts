import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import type { ByteString } from "../names/index.ts";
import { SystemCallFailed, type SystemPath } from "../system/index.ts";
import { translated } from "./failures.ts";

// Never through a link, and never waiting for the other end of a pipe.
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** A file in the restore folder that is read, to compare what it holds with what it should. Synchronous. */
export class ExistingFile {
  /** Bytes, when it was opened. */
  readonly size: number;
  readonly #path: ByteString;
  readonly #fd: number;

  private constructor(path: ByteString, fd: number, size: number) {
    this.#path = path;
    this.#fd = fd;
    this.size = size;
  }

  /** Throws what the system throws. */
  static open(there: SystemPath, path: ByteString): ExistingFile {
    const fd = openSync(there, READ);
    const stat = fstatSync(fd);
    if (stat.isFile()) return new ExistingFile(path, fd, stat.size);
    closeSync(fd);
    throw new SystemCallFailed("open", "EINVAL", path);
  }

  /** Fills `into` from a position. @returns false when the file ends before that */
  readAt(position: number, into: Uint8Array): boolean {
    return translated(this.#path, () => {
      for (let done = 0; done < into.length; ) {
        const bytes = readSync(this.#fd, into, done, into.length - done, position + done);
        if (bytes === 0) return false;
        done += bytes;
      }
      return true;
    });
  }

  close(): void {
    closeSync(this.#fd);
  }
}
