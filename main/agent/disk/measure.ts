import { lstat } from "node:fs/promises";
import type { Measure, PathText } from "../../../shared/model/index.ts";
import { type ByteString, fromPathText, toBuffer } from "../../engine/index.ts";
import { bytesBelow } from "./disk-path.ts";
import { readEntries } from "./read-entries.ts";

export interface MeasureOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds from any start. */
  readonly clock: () => number;
}

const TELL_EVERY_MS = 250;

/** What the kernel makes up: no files on a disk, some without end. Counted only by who asks for them by name. */
const KERNEL_FOLDERS = new Set(process.platform === "linux" ? ["/proc", "/sys", "/dev", "/run"] : []);

/**
 * Counts the files in each path and below, one path after the other; tells each a few times a second and once at its end.
 *
 * Links are not followed, other file systems are counted, as a backup saves them. A file with several names counts for each.
 * What cannot be read counts as nothing: this is an estimate for people. Nothing goes on between a value and the wish for
 * the next one, so that whoever leaves stops it.
 *
 * @param paths clean
 */
export async function* measure(paths: readonly PathText[], options: MeasureOptions): AsyncGenerator<Measure> {
  for (const path of paths) {
    const tally = { files: 0, bytes: 0 };
    let toldAt = options.clock();
    for await (const found of filesBelow(fromPathText(path), options.signal)) {
      tally.files += found.files;
      tally.bytes += found.bytes;
      if (options.clock() - toldAt < TELL_EVERY_MS) continue;
      yield { path, ...tally, isFinal: false };
      toldAt = options.clock();
    }
    options.signal?.throwIfAborted();
    yield { path, ...tally, isFinal: true };
  }
}

interface Tally {
  readonly files: number;
  readonly bytes: number;
}

/** In small steps: after each, whoever else has work in this process has a turn. */
async function* filesBelow(top: ByteString, signal: AbortSignal | undefined): AsyncGenerator<Tally> {
  signal?.throwIfAborted();
  const stats = await lstat(toBuffer(top)).catch(() => undefined);
  if (stats?.isFile()) yield { files: 1, bytes: stats.size };
  const folders: ByteString[] = stats?.isDirectory() ? [top] : [];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for await (const batch of readable(folder)) {
      signal?.throwIfAborted();
      const files: ByteString[] = [];
      for (const { name, type } of batch) {
        const path = bytesBelow(folder, name);
        if (type === "file") files.push(path);
        else if (type === "folder" && !KERNEL_FOLDERS.has(path)) folders.push(path);
      }
      yield await sizes(files);
    }
  }
}

/** The batches of a folder; none of one that cannot be read. */
async function* readable(folder: ByteString): ReturnType<typeof readEntries> {
  const batches = readEntries(folder);
  try {
    for (;;) {
      const next = await batches.next().catch(() => undefined);
      if (next === undefined || next.done) return;
      yield next.value;
    }
  } finally {
    await batches.return(undefined);
  }
}

async function sizes(files: readonly ByteString[]): Promise<Tally> {
  const found = await Promise.all(files.map((file) => lstat(toBuffer(file)).catch(() => undefined)));
  const there = found.filter((stats) => stats !== undefined);
  return { files: there.length, bytes: there.reduce((sum, { size }) => sum + size, 0) };
}
