import type { BlobId, TreeNode } from "../../format/index.ts";
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

/**
 * The entry at a path, or undefined for the root, which is no entry of any folder.
 *
 * @param root the snapshot's tree
 * @throws {PathNotInSnapshot} @throws {FolderExpected} something on the way is not a folder
 */
export async function resolvePath(
  trees: TreeReader,
  root: BlobId,
  path: ByteString,
  signal?: AbortSignal,
): Promise<TreeNode | undefined> {
  let folder: BlobId | undefined = root;
  let found: TreeNode | undefined;
  let reached = ROOT;
  for (const name of pathParts(path)) {
    if (folder === undefined) throw new FolderExpected(reached, found?.type ?? "");
    found = (await trees.read(folder, signal)).find((node) => node.name === name);
    if (found === undefined) throw new PathNotInSnapshot(cleanPath(path));
    reached = joinPath(reached, name);
    folder = found.type === "dir" ? found.subtree : undefined;
  }
  return found;
}

/** The tree of the folder at a path. @throws {PathNotInSnapshot} {FolderExpected} */
export async function resolveFolder(
  trees: TreeReader,
  root: BlobId,
  path: ByteString = ROOT,
  signal?: AbortSignal,
): Promise<BlobId> {
  const node = await resolvePath(trees, root, path, signal);
  if (node === undefined) return root;
  if (node.type !== "dir" || node.subtree === undefined) throw new FolderExpected(cleanPath(path), node.type);
  return node.subtree;
}
