import { once } from "node:events";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Sample } from "./statistics.ts";
import { plainFiles, warm } from "./trees.ts";
import type { Workspace } from "./workspace.ts";

/**
 * What a job cannot do without. `store`: read, SHA-256, zstd, AES. `verify`: AES, zstd the other way, SHA-256.
 * `restore`: the same, and write. `walk`: list folders and look at each entry.
 */
export type LimitWork = "store" | "verify" | "restore" | "walk";

/** For a limit thread: files of its own, or for `walk` folders. */
export interface LimitTask {
  readonly work: LimitWork;
  readonly paths: readonly string[];
  /** A folder for what is written. */
  readonly scratch: string;
}

interface LimitOptions {
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
}

/**
 * The cost of the same bytes in native code alone, on all cores: a thread for each does its share in large buffers.
 * Only the necessary steps are timed; wall is their sum over all threads by the number of cores, as if the work were
 * divided perfectly.
 */
export async function measureLimit(work: LimitWork, source: string, options: LimitOptions): Promise<Sample> {
  await warm(source, work !== "walk", options.signal);
  const cores = availableParallelism();
  const paths = work === "walk" ? foldersIn(source) : await filesIn(source);
  const scratch = options.workspace.folder();
  const shares = Array.from({ length: cores }, (_, core) => paths.filter((_path, place) => place % cores === core));
  const times = await Promise.all(shares.map((share) => runShare({ work, paths: share, scratch }, options.signal)));
  options.workspace.remove(scratch);
  const cpu = times.reduce((sum, time) => sum + time, 0);
  return { wall: cpu / cores, cpu };
}

/** @returns milliseconds */
async function runShare(task: LimitTask, signal: AbortSignal): Promise<number> {
  const worker = new Worker(new URL("./limit-worker.ts", import.meta.url), { workerData: task });
  try {
    const [time] = await once(worker, "message", { signal });
    return Number(time);
  } finally {
    await worker.terminate();
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path } of plainFiles(folder)) paths.push(path);
  return paths;
}

function foldersIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
}
