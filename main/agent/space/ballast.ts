import { randomFillSync } from "node:crypto";
import { type FileHandle, open, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import type { PathText, Space } from "../../../shared/model/index.ts";

/** Beside the repository's own files; no program of the format reads, lists or removes it. */
export const BALLAST = "holdfast-ballast";
const MOST_BYTES = 32_000_000;
/** Of a small volume. */
const MOST_SHARE = 0.01;
/** It is made only while the volume has so many times its size free. */
const ROOM_FOR_IT = 4;
const STEP = 1 << 20;

/**
 * A file that takes up room so that it can be given back: on a disk that others have filled to the last byte, not even the
 * lock can be written that tidying begins with. One that was given back stays as an empty file, which says that it is to
 * be filled again. Nothing here throws: a ballast is a help and no condition.
 */
export class Ballast {
  readonly #file: string;
  readonly #space: () => Promise<Space | undefined>;

  /** @param location of a repository in a folder */
  constructor(location: PathText, space: () => Promise<Space | undefined>) {
    this.#file = join(location, BALLAST);
    this.#space = space;
  }

  /** Gives its room back. @returns whether there was any to give */
  async drop(): Promise<boolean> {
    try {
      const { size } = await stat(this.#file);
      await truncate(this.#file);
      return size > 0;
    } catch {
      return false;
    }
  }

  /** Makes it, in a repository that is new. */
  lay(): Promise<void> {
    return this.#fill("wx");
  }

  /** Fills it again where there is one, and room for it. */
  refill(): Promise<void> {
    return this.#fill("r+");
  }

  async #fill(flags: "wx" | "r+"): Promise<void> {
    try {
      const space = await this.#space();
      const size = Math.round(Math.min(MOST_BYTES, (space?.totalBytes ?? 0) * MOST_SHARE));
      if (space === undefined || space.freeBytes < ROOM_FOR_IT * size) return;
      const handle = await open(this.#file, flags, 0o600);
      try {
        await fill(handle, size);
      } finally {
        await handle.close();
      }
    } catch {
      // There is none, the disk is full or read-only, or the target is gone: another time.
    }
  }
}

/** Noise: a file system that compresses would keep nothing free for zeros. */
async function fill(handle: FileHandle, size: number): Promise<void> {
  const noise = Buffer.allocUnsafe(STEP);
  for (let { size: at } = await handle.stat(); at < size; at += STEP) {
    randomFillSync(noise);
    await handle.write(noise, 0, Math.min(STEP, size - at), at);
  }
  await handle.sync();
}
