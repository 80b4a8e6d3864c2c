import { closeSync, constants, fstatSync, lstatSync, openSync } from "node:fs";
import { type ByteString, isUtf8, toBuffer, toText } from "../names/index.ts";

/** A path in a form that Node's file calls take. */
export type SystemPath = string | Buffer;

// Linux takes at most 4096 bytes including the final NUL.
const LONGEST = 4000;
const STRIDE = 3500;
const MOST_OPEN = 16;
const ASCII = /^[\0-\x7f]*$/;
// O_PATH is missing from Node's constants. It needs no right to read the folder, only to pass through it.
const O_PATH = 0x200000;
const FOLDER_ONLY = O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * Reaches files whose path is longer than one system call takes.
 *
 * On Linux an ancestor is held open and the rest of the path goes through `/proc/self/fd/N`. The open folders are a
 * small cache, checked at each use to be still the folder of that name; `close` lets go of them (an open folder keeps a
 * disk from being unmounted). Elsewhere paths pass as they are and the system's own limit holds.
 */
export class LongPaths {
  readonly #platform: NodeJS.Platform;
  readonly #open = new Map<string, number>();

  constructor(platform: NodeJS.Platform = process.platform) {
    this.#platform = platform;
  }

  /**
   * @returns valid until the next 16 calls with long paths
   * @throws the error of `open` when an ancestor of a long path cannot be reached
   */
  reach(path: ByteString): SystemPath {
    if (path.length >= LONGEST && this.#platform === "linux") return toBuffer(this.#shorten(path));
    if (ASCII.test(path)) return path;
    // Node makes Windows paths longer than 260 characters work, but only when they come as text.
    return this.#platform === "win32" && isUtf8(path) ? toText(path) : toBuffer(path);
  }

  close(): void {
    for (const fd of this.#open.values()) closeSync(fd);
    this.#open.clear();
  }

  #shorten(path: ByteString): ByteString {
    let base = "";
    let done = 0;
    while (base.length + path.length - done >= LONGEST) {
      const cut = path.indexOf("/", done + STRIDE);
      if (cut < 0) break;
      base = `/proc/self/fd/${this.#folder(path.slice(0, cut), base + path.slice(done, cut))}`;
      done = cut;
    }
    // Still bytes: ASCII in front of a piece of a byte string.
    return (base + path.slice(done)) as ByteString;
  }

  #folder(path: string, reachable: string): number {
    const bytes = Buffer.from(reachable, "latin1");
    const known = this.#open.get(path);
    if (known !== undefined) {
      this.#open.delete(path);
      if (isSameFolder(known, bytes)) {
        this.#open.set(path, known);
        return known;
      }
      closeSync(known);
    }
    const fd = openSync(bytes, FOLDER_ONLY);
    this.#open.set(path, fd);
    this.#forgetOldest();
    return fd;
  }

  #forgetOldest(): void {
    if (this.#open.size <= MOST_OPEN) return;
    for (const [path, fd] of this.#open) {
      this.#open.delete(path);
      closeSync(fd);
      return;
    }
  }
}

function isSameFolder(fd: number, path: Buffer): boolean {
  const held = fstatSync(fd, { bigint: true });
  const there = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return there !== undefined && there.ino === held.ino && there.dev === held.dev;
}

/** The long paths of this thread. Whoever runs a job closes them at its end. */
export const longPaths = new LongPaths();
