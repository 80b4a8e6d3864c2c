import { type BlobId, decodeTree, type TreeNode } from "../../format/index.ts";
import { compareBytes } from "../../names/index.ts";
import type { BlobReader } from "../../repository/index.ts";

/** Nodes kept decoded; one takes up to about a kilobyte. */
const DEFAULT_NODES_KEPT = 20_000;

/** Reads the lists of folders by their ids, and keeps those read last: snapshots share most of their folders. */
export class TreeReader {
  readonly #reader: BlobReader;
  readonly #nodesKept: number;
  /** The one used longest ago comes first. */
  readonly #cache = new Map<BlobId, readonly TreeNode[]>();
  #cachedNodes = 0;

  /** @param nodesKept the cache's size; a folder larger than that is not kept at all */
  constructor(reader: BlobReader, nodesKept = DEFAULT_NODES_KEPT) {
    this.#reader = reader;
    this.#nodesKept = nodesKept;
  }

  /**
   * The entries of a folder by raw byte order of their names, also where a tree from elsewhere is out of order.
   *
   * @throws {MissingBlob} {DamagedBlob} {DamagedObject}
   */
  async read(id: BlobId, signal?: AbortSignal): Promise<readonly TreeNode[]> {
    signal?.throwIfAborted();
    const kept = this.#cache.get(id);
    if (kept !== undefined) {
      this.#cache.delete(id);
      this.#cache.set(id, kept);
      return kept;
    }
    const nodes = decodeTree(await this.#reader.read("tree", id, signal)).sort((a, b) => compareBytes(a.name, b.name));
    this.#keep(id, nodes);
    return nodes;
  }

  #keep(id: BlobId, nodes: readonly TreeNode[]): void {
    const cost = nodes.length + 1;
    if (cost > this.#nodesKept || this.#cache.has(id)) return;
    this.#cache.set(id, nodes);
    this.#cachedNodes += cost;
    for (const [oldest, { length }] of this.#cache) {
      if (this.#cachedNodes <= this.#nodesKept) break;
      this.#cache.delete(oldest);
      this.#cachedNodes -= length + 1;
    }
  }
}
