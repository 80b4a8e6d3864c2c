import type { BlobId, NodeType, TreeNode } from "../../format/index.ts";
import { type ByteString, fromText, joinPath } from "../../names/index.ts";
import { FolderExpected, PathNotInSnapshot } from "./errors.ts";
import type { TreeReader } from "./tree-reader.ts";

export const ROOT: ByteString = fromText("/");

/** A path as snapshots spell it: absolute, without “.”, “..”, doubled and trailing slashes. */
export function cleanPath(path: ByteString): ByteString {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}` as ByteString; // pieces of a byte string
}

/** The names that lead from the root to a path, none for the root itself. */
function pathParts(path: ByteString): ByteString[] {
  // Pieces of a byte string are byte strings.
  return cleanPath(path).split("/").filter(Boolean) as ByteString[];
}

/** Whether a clean path is `folder` or lies below it. */
export function isWithin(path: ByteString, folder: ByteString): boolean {
  return folder === "/" || path === folder || (path.startsWith(folder) && path[folder.length] === "/");
}

/** What leads on from an entry. */
interface Step {
  readonly type: NodeType;
  readonly subtree?: BlobId;
}

/** Finds an entry of a folder by its name. */
type FindEntry<Entry extends Step> = (folder: BlobId, name: ByteString) => Promise<Entry | undefined>;

/**
 * The entry at a path, or undefined for the root, which is no entry of any folder.
 *
 * @param root the snapshot's tree
 * @throws {PathNotInSnapshot} @throws {FolderExpected} something on the way is not a folder
 */
export function resolvePath(
  trees: TreeReader,
  root: BlobId,
  path: ByteString,
  signal?: AbortSignal,
): Promise<TreeNode | undefined> {
  return resolveWith(findIn(trees, signal), root, path);
}

/** The tree of the folder at a path. @throws {PathNotInSnapshot} {FolderExpected} */
export function resolveFolder(
  trees: TreeReader,
  root: BlobId,
  path: ByteString = ROOT,
  signal?: AbortSignal,
): Promise<BlobId> {
  return resolveFolderWith(findIn(trees, signal), root, path);
}

/** Like resolveFolder, for those who look into folders in another way. */
export async function resolveFolderWith(find: FindEntry<Step>, root: BlobId, path: ByteString): Promise<BlobId> {
  const entry = await resolveWith(find, root, path);
  if (entry === undefined) return root;
  if (entry.type !== "dir" || entry.subtree === undefined) throw new FolderExpected(cleanPath(path), entry.type);
  return entry.subtree;
}

async function resolveWith<Entry extends Step>(
  find: FindEntry<Entry>,
  root: BlobId,
  path: ByteString,
): Promise<Entry | undefined> {
  let folder: BlobId | undefined = root;
  let found: Entry | undefined;
  let reached = ROOT;
  for (const name of pathParts(path)) {
    if (folder === undefined) throw new FolderExpected(reached, found?.type ?? "");
    found = await find(folder, name);
    if (found === undefined) throw new PathNotInSnapshot(cleanPath(path));
    reached = joinPath(reached, name);
    folder = found.type === "dir" ? found.subtree : undefined;
  }
  return found;
}

function findIn(trees: TreeReader, signal?: AbortSignal): FindEntry<TreeNode> {
  return async (folder, name) => (await trees.read(folder, signal)).find((node) => node.name === name);
}
