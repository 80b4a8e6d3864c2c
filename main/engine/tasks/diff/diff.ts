import { AppError, hasCode } from "../../../../shared/errors/index.ts";
import type { BlobId, TreeNode } from "../../format/index.ts";
import { type ByteString, joinPath } from "../../names/index.ts";
import type { OpenRepository } from "../open-repository.ts";
import { streamLocked } from "../reading.ts";
import { cleanPath, type LocatedFolder, locateFolder, ROOT, resolveFolder, type TreeReader } from "../trees/index.ts";
import { type Metadata, modifierOf, type NodePair, pairNodes } from "./compare-nodes.ts";
import type { DiffItem, DiffOptions, DiffSide } from "./model.ts";
import { DiffCounter } from "./statistics.ts";

/**
 * Tells what changed from one snapshot to another, or between folders of them. Folders with the same tree are passed
 * over; they are only looked into for the statistics.
 *
 * @throws {SnapshotNotFound} {AmbiguousId} {PathNotInSnapshot} {FolderExpected}, and when the topmost trees are damaged
 */
export function diff(open: OpenRepository, options: DiffOptions): AsyncGenerator<DiffItem, void, undefined> {
  return streamLocked(open, options, async function* (signal) {
    const before = await locateFolder(open, options.before, options.filter, signal);
    const after = await locateFolder(open, options.after, options.filter, signal);
    yield { type: "snapshots", before: before.snapshot, after: after.snapshot };
    const comparison = new Comparison(after.trees, new DiffCounter(open.repository.table), options, signal);
    if (options.folder === undefined) yield* comparison.run({ path: ROOT, before: before.tree, after: after.tree });
    else yield* comparison.run(await treesAt(cleanPath(options.folder), before, after, signal));
  });
}

/** @throws {PathNotInSnapshot} {FolderExpected} if neither side has such a folder */
async function treesAt(
  path: ByteString,
  before: LocatedFolder,
  after: LocatedFolder,
  signal: AbortSignal,
): Promise<Trees> {
  const [old, young] = await Promise.allSettled([
    resolveFolder(before.trees, before.tree, path, signal),
    resolveFolder(after.trees, after.tree, path, signal),
  ]);
  const failures = [old, young].flatMap((side) => (side.status === "rejected" ? [side.reason] : []));
  const unexpected = failures.find(
    (each) => !hasCode(each, "trees/path-not-found") && !hasCode(each, "trees/not-a-folder"),
  );
  if (unexpected !== undefined || failures.length === 2) throw unexpected ?? failures[1];
  const treeOf = (side: PromiseSettledResult<BlobId>) => (side.status === "fulfilled" ? side.value : undefined);
  return { path, before: treeOf(old), after: treeOf(young) };
}

interface Level {
  readonly path: ByteString;
  readonly pairs: Iterator<NodePair>;
}

/** Trees of the two sides at one path. */
interface Trees {
  readonly path: ByteString;
  readonly before?: BlobId | undefined;
  readonly after?: BlobId | undefined;
}

class Comparison {
  readonly #trees: TreeReader;
  readonly #counter: DiffCounter;
  readonly #metadata: Metadata;
  readonly #hasStatistics: boolean;
  readonly #signal: AbortSignal;
  readonly #levels: Level[] = [];

  constructor(trees: TreeReader, counter: DiffCounter, options: DiffOptions, signal: AbortSignal) {
    this.#trees = trees;
    this.#counter = counter;
    this.#metadata = options.metadata ?? false;
    this.#hasStatistics = options.statistics !== false;
    this.#signal = signal;
  }

  async *run({ path, before, after }: Trees): AsyncGenerator<DiffItem> {
    if (before !== undefined) this.#counter.markTree("before", before);
    if (after !== undefined) this.#counter.markTree("after", after);
    if (before !== undefined && before === after) await this.#collectCommon(before);
    else await this.#enter({ path, before, after });
    for (let level = this.#levels.at(-1); level !== undefined; level = this.#levels.at(-1)) {
      const next = level.pairs.next();
      if (next.done === true) this.#levels.pop();
      else yield* this.#comparePair(level.path, next.value);
    }
    if (this.#hasStatistics) yield { type: "statistics", statistics: this.#counter.statistics() };
  }

  async *#comparePair(folder: ByteString, { before, after }: NodePair): AsyncGenerator<DiffItem> {
    const node = after ?? before;
    if (node === undefined) return;
    if (before !== undefined) this.#counter.markNode("before", before);
    if (after !== undefined) this.#counter.markNode("after", after);
    const path = joinPath(folder, node.name);
    const modifier = this.#modifierOf(before, after);
    // A slash added to a byte string.
    const shown = (node.type === "dir" ? `${path}/` : path) as ByteString;
    if (modifier !== undefined) yield { type: "change", path: shown, modifier, ...sidesOf(before, after) };
    try {
      await this.#goInto(path, before, after);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      yield { type: "problem", path: shown, error };
    }
  }

  #modifierOf(before: TreeNode | undefined, after: TreeNode | undefined) {
    if (before !== undefined && after !== undefined) {
      const modifier = modifierOf(before, after, this.#metadata);
      if (modifier?.startsWith("M") === true) this.#counter.countChangedFile();
      return modifier;
    }
    if (after !== undefined) this.#counter.countEntry("after", after);
    if (before !== undefined) this.#counter.countEntry("before", before);
    return after === undefined ? "-" : "+";
  }

  /** Below an entry that changed its type nothing is told, as in restic. */
  async #goInto(path: ByteString, before: TreeNode | undefined, after: TreeNode | undefined): Promise<void> {
    if (before !== undefined && after !== undefined && before.type !== after.type) return;
    const trees = { before: before?.subtree, after: after?.subtree };
    if (trees.before === undefined && trees.after === undefined) return;
    if (trees.before === trees.after && trees.before !== undefined) await this.#collectCommon(trees.before);
    else await this.#enter({ path, ...trees });
  }

  async #enter({ path, before, after }: Trees): Promise<void> {
    const read = async (tree: BlobId | undefined) => (tree === undefined ? [] : this.#trees.read(tree, this.#signal));
    const pairs = pairNodes(await read(before), await read(after));
    this.#levels.push({ path, pairs });
  }

  /** Marks all that is in a folder which is the same on both sides. */
  async #collectCommon(tree: BlobId): Promise<void> {
    if (!this.#hasStatistics) return;
    const waiting = this.#counter.markTree("common", tree) ? [tree] : [];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const node of await this.#trees.read(next, this.#signal)) {
        if (node.type === "file") this.#counter.markNode("common", node);
        const { subtree } = node;
        if (subtree !== undefined && this.#counter.markTree("common", subtree)) waiting.push(subtree);
      }
    }
  }
}

function sidesOf(before: TreeNode | undefined, after: TreeNode | undefined): { before?: DiffSide; after?: DiffSide } {
  return {
    ...(before === undefined ? {} : { before: sideOf(before) }),
    ...(after === undefined ? {} : { after: sideOf(after) }),
  };
}

function sideOf({ type, size = 0 }: TreeNode): DiffSide {
  return { type, size: type === "file" ? size : 0 };
}
