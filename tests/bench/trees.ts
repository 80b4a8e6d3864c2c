import { closeSync, constants, lstatSync, openSync, readdirSync, readSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";

const BUFFER_BYTES = 1024 * 1024;

export interface TreeSize {
  /** Plain files; folders and links do not count. */
  readonly files: number;
  readonly bytes: number;
}

/** Every plain file below a folder with its size. What vanishes or may not be read is passed over. */
export async function* plainFiles(
  folder: string,
  signal?: AbortSignal,
): AsyncGenerator<{ path: string; size: number }> {
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for (const entry of attempt(() => readdirSync(next ?? "", { withFileTypes: true })) ?? []) {
      const path = join(next, entry.name);
      const stat = attempt(() => lstatSync(path));
      if (stat?.isDirectory() === true) folders.push(path);
      else if (stat?.isFile() === true) yield { path, size: stat.size };
    }
    await setImmediate(); // so that Ctrl-C is seen
    signal?.throwIfAborted();
  }
}

/** Brings a tree into the system's cache: names and attributes, and with `content` the bytes as well. */
export async function warm(folder: string, content: boolean, signal: AbortSignal): Promise<void> {
  const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  for await (const { path } of plainFiles(folder, signal)) {
    if (content) attempt(() => readWhole(path, buffer));
  }
}

/** How much is in a tree. */
export async function treeSize(folder: string): Promise<TreeSize> {
  let files = 0;
  let bytes = 0;
  for await (const { size } of plainFiles(folder)) {
    files++;
    bytes += size;
  }
  return { files, bytes };
}

function readWhole(path: string, buffer: Buffer): void {
  const file = openSync(path, constants.O_RDONLY);
  try {
    while (readSync(file, buffer) > 0);
  } finally {
    closeSync(file);
  }
}

export function removeTree(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

/** A real tree changes and has names that are no text: its odd files are left out of warming and counting. */
function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
