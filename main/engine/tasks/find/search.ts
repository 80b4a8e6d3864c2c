import type { BlobId, TreeNode } from "../../format/index.ts";
import { type ByteString, joinPath } from "../../names/index.ts";
import { ROOT, type TreeReader } from "../trees/index.ts";

/** An entry that a search looks at. */
export interface Candidate {
  readonly path: ByteString;
  readonly node: TreeNode;
  readonly parentTree: BlobId;
}

/**
 * What is looked for. A state is what the search knows of the folders on its way; what a folder holds for it must
 * depend on its tree and the state's key alone.
 */
export interface Search<State, Hit> {
  readonly start: State;
  keyOf(state: State): string;
  /** @returns what the entry is found for, and, for a folder to go into, the state there */
  look(state: State, candidate: Candidate): { readonly hits: readonly Hit[]; readonly inside?: State };
}

interface Level<State> {
  readonly path: ByteString;
  readonly tree: BlobId;
  readonly state: State;
  readonly key: string;
  readonly rest: IterableIterator<TreeNode>;
  hasHits: boolean;
}

/** Folders remembered; about 200 bytes each. */
const REMEMBERED = 200_000;

/** Searches trees, and looks only once into those that hold nothing: snapshots have most of their folders in common. */
export class Searcher<State, Hit> {
  readonly #trees: TreeReader;
  readonly #search: Search<State, Hit>;
  readonly #empty = new Set<string>();

  constructor(trees: TreeReader, search: Search<State, Hit>) {
    this.#trees = trees;
    this.#search = search;
  }

  /** All hits below a snapshot's tree, in the order of its paths. */
  async *hits(root: BlobId, signal: AbortSignal): AsyncGenerator<Hit, void, undefined> {
    const levels = await this.#enter([], ROOT, root, this.#search.start, signal);
    for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
      const next = level.rest.next();
      if (next.done === true) {
        this.#leave(levels);
        continue;
      }
      const node = next.value;
      const path = joinPath(level.path, node.name);
      const { hits, inside } = this.#search.look(level.state, { path, node, parentTree: level.tree });
      yield* hits;
      if (hits.length > 0) level.hasHits = true;
      const folder = node.type === "dir" ? node.subtree : undefined;
      if (folder !== undefined && inside !== undefined) await this.#enter(levels, path, folder, inside, signal);
    }
  }

  async #enter(
    levels: Level<State>[],
    path: ByteString,
    tree: BlobId,
    state: State,
    signal: AbortSignal,
  ): Promise<Level<State>[]> {
    const key = `${tree}${this.#search.keyOf(state)}`;
    if (this.#empty.has(key)) return levels;
    const rest = (await this.#trees.read(tree, signal)).values();
    levels.push({ path, tree, state, key, rest, hasHits: false });
    return levels;
  }

  #leave(levels: Level<State>[]): void {
    const level = levels.pop();
    const parent = levels.at(-1);
    if (level === undefined) return;
    if (level.hasHits) {
      if (parent !== undefined) parent.hasHits = true;
      return;
    }
    this.#empty.add(level.key);
    for (const oldest of this.#empty) {
      if (this.#empty.size <= REMEMBERED) break;
      this.#empty.delete(oldest);
    }
  }
}
