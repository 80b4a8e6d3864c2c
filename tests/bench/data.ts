import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { DATA_SETS, type DataName } from "./data-sets.ts";
import { removeTree } from "./trees.ts";

/** By how much `--quick` makes the data smaller. */
const QUICK_SCALE = 20;
/** A real tree, and a small part of it for `--quick`. */
const REAL_TREE = "/usr";
const SMALL_REAL_TREE = "/usr/bin";

export interface DataOptions {
  /** Where the data is kept between runs. */
  readonly folder: string;
  readonly quick: boolean;
  readonly signal: AbortSignal;
  /** Told what is being made. */
  readonly say: (text: string) => void;
}

/** The folder with a set of data; it is made if this seed, version and scale are not there yet. */
export async function ensureData(name: DataName | "usr", options: DataOptions): Promise<string> {
  if (name === "usr") return options.quick ? SMALL_REAL_TREE : REAL_TREE;
  const folder = join(options.folder, options.quick ? `${name}-quick` : name);
  const { fill, version, seed } = DATA_SETS[name];
  const scale = options.quick ? QUICK_SCALE : 1;
  const stamp = JSON.stringify({ name, version, seed, scale });
  if (existsSync(folder) && stampOf(folder) === stamp) return folder;
  options.say(`making the data “${name}” in ${folder} …`);
  const unfinished = `${folder}.part`;
  for (const old of [folder, unfinished]) removeTree(old);
  mkdirSync(unfinished, { recursive: true });
  await fill(unfinished, scale, () => breathe(options.signal));
  renameSync(unfinished, folder);
  writeFileSync(stampPath(folder), stamp);
  return folder;
}

/** Lets the process see Ctrl-C between two steps of work that is synchronous. */
async function breathe(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}

/** Beside the folder: what is in it is backed up. */
function stampPath(folder: string): string {
  return `${folder}.stamp.json`;
}

function stampOf(folder: string): string {
  return existsSync(stampPath(folder)) ? readFileSync(stampPath(folder), "utf8") : "";
}
