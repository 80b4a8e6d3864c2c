import type { BlobId, TreeNode } from "../../format/index.ts";
import { type ByteString, joinPath } from "../../names/index.ts";
import { ROOT } from "./path-in-snapshot.ts";
import type { TreeReader } from "./tree-reader.ts";

/** An entry met on a walk. */
export interface WalkedNode {
  /** Absolute from where the walk began. */
  readonly path: ByteString;
  readonly node: TreeNode;
  /** The tree of the folder that holds the entry. */
  readonly parentTree: BlobId;
}

export interface WalkOptions {
  readonly signal?: AbortSignal;
  /** The path that the walked tree has; paths of entries begin with it. The root by default. */
  readonly path?: ByteString;
  /** Whether to go into a folder; always by default. Asked after the folder was yielded. */
  readonly enters?: (walked: WalkedNode) => boolean;
}

/** A folder under way: its path, its tree and what is left of its entries. */
interface Level {
  readonly path: ByteString;
  readonly tree: BlobId;
  readonly rest: IterableIterator<TreeNode>;
}

/**
 * Walks a tree depth first: each folder's entries in byte order of their names, each folder before what is in it.
 * Holds the entries of the folders on the way down and no more.
 *
 * @throws {MissingBlob} {DamagedBlob} {DamagedObject} a tree that cannot be read
 */
export async function* walkTree(
  trees: TreeReader,
  root: BlobId,
  options: WalkOptions = {},
): AsyncGenerator<WalkedNode, void, undefined> {
  const { signal, path = ROOT, enters = () => true } = options;
  const enter = async (folder: ByteString, tree: BlobId): Promise<Level> => {
    return { path: folder, tree, rest: (await trees.read(tree, signal)).values() };
  };
  // A list and not recursion: folders may be thousands deep.
  const levels = [await enter(path, root)];
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const next = level.rest.next();
    if (next.done === true) {
      levels.pop();
      continue;
    }
    const node = next.value;
    const walked = { path: joinPath(level.path, node.name), node, parentTree: level.tree };
    yield walked;
    const isFolder = node.type === "dir" && node.subtree !== undefined;
    if (isFolder && enters(walked)) levels.push(await enter(walked.path, node.subtree));
  }
}
