import { closeSync, fsyncSync, ftruncateSync, writeSync } from "node:fs";
import type { ByteString } from "../names/index.ts";
import { translated } from "./failures.ts";

// The unit in which file systems keep holes.
const PAGE = 4096;
const ZEROS = Buffer.alloc(PAGE);

/** A temporary file being filled. Synchronous; its parts may come in any order. Close it, then publish it. */
export class RestoredFile {
  /** Relative to the restore folder. Plain data: another thread can reopen it. */
  readonly tempPath: ByteString;
  readonly #fd: number;
  readonly #sparse: boolean;

  /** @param sparse leave runs of zeros unwritten; only for ranges that nothing was written to before */
  constructor(tempPath: ByteString, fd: number, sparse: boolean) {
    this.tempPath = tempPath;
    this.#fd = fd;
    this.#sparse = sparse;
  }

  /** For calls on the open file. */
  get fd(): number {
    return this.#fd;
  }

  setSize(size: number): void {
    translated(this.tempPath, () => ftruncateSync(this.#fd, size));
  }

  /** @param position bytes from the start of the file */
  writeAt(position: number, bytes: Uint8Array): void {
    translated(this.tempPath, () => {
      if (!this.#sparse) this.#writeAll(position, bytes);
      else
        for (const [start, end] of filledRuns(position, bytes))
          this.#writeAll(position + start, bytes.subarray(start, end));
    });
  }

  /** Makes what was written survive a loss of power. */
  sync(): void {
    translated(this.tempPath, () => fsyncSync(this.#fd));
  }

  close(): void {
    closeSync(this.#fd);
  }

  #writeAll(position: number, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(this.#fd, bytes, done, bytes.length - done, position + done);
    }
  }
}

/** The parts of `bytes` in pages of the file where they are not all zero, as [start, end). The rest is a hole already. */
function* filledRuns(position: number, bytes: Uint8Array): Generator<readonly [number, number]> {
  let start = -1;
  let at = 0;
  while (at < bytes.length) {
    const end = Math.min(at + PAGE - ((position + at) % PAGE), bytes.length);
    const isHole = isZero(bytes, at, end);
    if (isHole && start >= 0) {
      yield [start, at];
      start = -1;
    } else if (!isHole && start < 0) start = at;
    at = end;
  }
  if (start >= 0) yield [start, bytes.length];
}

function isZero(bytes: Uint8Array, start: number, end: number): boolean {
  // Ends first: they settle it for nearly all pages that are not empty.
  if (bytes[start] !== 0 || bytes[end - 1] !== 0) return false;
  return ZEROS.compare(bytes, start, end, 0, end - start) === 0;
}
