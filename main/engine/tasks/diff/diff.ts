import { AppError } from "../../../../shared/errors/index.ts";
import type { BlobId, TreeNode } from "../../format/index.ts";
import { type ByteString, joinPath } from "../../names/index.ts";
import type { OpenRepository } from "../open-repository.ts";
import { streamLocked } from "../reading.ts";
import { locateFolder, ROOT, type TreeReader } from "../trees/index.ts";
import { modifierOf, type NodePair, pairNodes } from "./compare-nodes.ts";
import type { DiffItem, DiffOptions } from "./model.ts";
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
    yield* comparison.run(before.tree, after.tree);
  });
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
  readonly #metadata: boolean;
  readonly #signal: AbortSignal;
  readonly #levels: Level[] = [];

  constructor(trees: TreeReader, counter: DiffCounter, options: DiffOptions, signal: AbortSignal) {
    this.#trees = trees;
    this.#counter = counter;
    this.#metadata = options.metadata === true;
    this.#signal = signal;
  }

  async *run(before: BlobId, after: BlobId): AsyncGenerator<DiffItem> {
    this.#counter.markTree("before", before);
    this.#counter.markTree("after", after);
    if (before === after) await this.#collectCommon(before);
    else await this.#enter({ path: ROOT, before, after });
    for (let level = this.#levels.at(-1); level !== undefined; level = this.#levels.at(-1)) {
      const next = level.pairs.next();
      if (next.done === true) this.#levels.pop();
      else yield* this.#comparePair(level.path, next.value);
    }
    yield { type: "statistics", statistics: this.#counter.statistics() };
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
    if (modifier !== undefined) yield { type: "change", path: shown, modifier };
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
