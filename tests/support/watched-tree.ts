import { type BigIntStats, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { systemClock } from "../../main/agent/clock/index.ts";
import { silentLog } from "../../main/agent/log/index.ts";
import { type WatchMark, WatchService, type WatchState } from "../../main/agent/watch/index.ts";
import type { PathText } from "../../shared/model/index.ts";

const THREAD = new URL("../../main/agent/watch/watch-thread.ts", import.meta.url);
/** Rounds through the thread; far more than are needed. */
const PATIENCE = 20_000;

export interface WatchedTreeOptions {
  readonly prefer: "chosen" | "chokidar" | "lean";
  readonly skip?: readonly PathText[];
  /** Subtrees that could not be watched are tried again at once. */
  readonly retryMs?: number;
}

/** A folder watched by a real thread, with what it told. */
export class WatchedTree {
  readonly root: string;
  readonly service: WatchService;
  readonly marks: WatchMark[] = [];

  private constructor(root: string, { prefer, skip = [], retryMs = 0 }: WatchedTreeOptions) {
    this.root = root;
    this.service = new WatchService({
      ...{ clock: systemClock, log: silentLog, changed: () => undefined },
      marked: (marks) => void this.marks.push(...marks),
      start: () => new Worker(THREAD, { workerData: { prefer, retryMs } }),
    });
    this.service.setRoots([{ path: root, skip }]);
  }

  /** Watched wholly, by whom it should. */
  static async start(root: string, options: WatchedTreeOptions): Promise<WatchedTree> {
    const tree = new WatchedTree(root, options);
    await tree.until(({ roots }) => roots.every(({ state }) => state !== "starting"));
    if (options.prefer === "chokidar") await tree.until(({ by }) => by === "chokidar");
    await tree.quiet();
    return tree;
  }

  async until(isSo: (state: WatchState) => boolean): Promise<void> {
    for (let round = 0; round < PATIENCE; round++) {
      await this.service.settle();
      if (isSo(this.service.state())) return;
    }
    throw new Error(`still ${JSON.stringify(this.service.state())}`);
  }

  /** Until nothing more is told of what was done: a tree that appeared is told twice. */
  async quiet(): Promise<void> {
    for (let round = 0; round < PATIENCE; round++) {
      this.marks.length = 0;
      await this.service.settle();
      await this.service.settle();
      if (this.marks.length === 0) return;
    }
    throw new Error(`still ${JSON.stringify(this.marks.slice(0, 10))}`);
  }

  /**
   * Does something to the tree, and settles.
   *
   * @returns folders that are not what they were before, and are not marked
   */
  async missed(work: () => void | Promise<void>): Promise<string[]> {
    const before = listAll(this.root);
    this.marks.length = 0;
    await work();
    await this.service.settle();
    const marks = [...this.marks];
    return uncovered(before, listAll(this.root), marks);
  }

  /** Each mark once: what happens over a moment may be told in two goes. */
  told(): WatchMark[] {
    return [...new Map(this.marks.map((mark) => [`${mark.scope} ${mark.path}`, mark])).values()];
  }

  isMarked(path: string): boolean {
    return coverOf(this.marks)(path);
  }
}

interface Entry {
  readonly kind: "folder" | "other";
  /** Type, rights and identity; of what is no folder also size and times. */
  readonly facts: string;
  /** A folder's own: they change with what is in it. */
  readonly times: string;
}

type Listing = ReadonlyMap<string, ReadonlyMap<string, Entry>>;

function listAll(root: string): Listing {
  const all = new Map<string, ReadonlyMap<string, Entry>>();
  const left = [root];
  for (let folder = left.pop(); folder !== undefined; folder = left.pop()) {
    const entries = new Map<string, Entry>();
    for (const name of namesIn(folder)) {
      const path = join(folder, name);
      const stat = lstatSync(path, { bigint: true, throwIfNoEntry: false });
      if (stat === undefined) continue;
      entries.set(name, entryOf(stat));
      if (stat.isDirectory()) left.push(path);
    }
    all.set(folder, entries);
  }
  return all;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function entryOf(stat: BigIntStats): Entry {
  const isFolder = stat.isDirectory();
  const times = `${stat.mtimeNs} ${stat.ctimeNs}`;
  const facts = `${stat.dev} ${stat.ino} ${stat.mode}`;
  return { kind: isFolder ? "folder" : "other", facts: isFolder ? facts : `${facts} ${stat.size} ${times}`, times };
}

function uncovered(before: Listing, after: Listing, marks: readonly WatchMark[]): string[] {
  const isCovered = coverOf(marks);
  return [...after]
    .filter(([folder, now]) => !isCovered(folder) && !isSame(folder, before.get(folder), now, isCovered))
    .map(([folder]) => folder);
}

/** A folder's times may have changed when its own entries were marked; then nobody has to look at the folder above for it. */
function isSame(
  folder: string,
  was: ReadonlyMap<string, Entry> | undefined,
  is: ReadonlyMap<string, Entry>,
  isCovered: (path: string) => boolean,
): boolean {
  if (was === undefined || was.size !== is.size) return false;
  return [...is].every(([name, now]) => {
    const then = was.get(name);
    if (then === undefined || then.kind !== now.kind || then.facts !== now.facts) return false;
    return now.kind !== "folder" || then.times === now.times || isCovered(join(folder, name));
  });
}

function coverOf(marks: readonly WatchMark[]): (path: string) => boolean {
  const entries = new Set(marks.map(({ path }) => path));
  const trees = new Set(marks.filter(({ scope }) => scope === "tree").map(({ path }) => path));
  return (path) => {
    if (entries.has(path)) return true;
    for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) if (trees.has(at)) return true;
    return trees.has("/");
  };
}
