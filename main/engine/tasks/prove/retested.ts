import type { BlobId } from "../../format/index.ts";
import { type ByteString, baseName, parentPath } from "../../names/index.ts";
import { ROOT } from "../trees/index.ts";
import { type ChosenFile, chosenFile } from "./chosen-file.ts";
import type { TreeAccess } from "./tree-access.ts";

/** The files of these paths that a snapshot has. Of a folder the list is read: whether that has come back is told by it. */
export async function retested(
  trees: TreeAccess,
  root: BlobId,
  paths: readonly ByteString[],
): Promise<readonly ChosenFile[]> {
  const found: ChosenFile[] = [];
  for (const path of new Set(paths)) {
    const folder = await treeAt(trees, root, parentPath(path));
    const node = (folder ?? []).find(({ name }) => name === baseName(path));
    if (node?.type === "file") found.push(chosenFile(path, node));
    else if (node?.type === "dir" && node.subtree !== undefined) await trees.entries(path, node.subtree);
  }
  return found;
}

async function treeAt(trees: TreeAccess, root: BlobId, folder: ByteString) {
  let [at, path] = [root, ROOT];
  for (const name of folder.split("/").filter((part) => part !== "")) {
    const next = (await trees.entries(path, at)).find((node) => node.name === name);
    if (next?.subtree === undefined) return undefined;
    [at, path] = [next.subtree, `${path === ROOT ? "" : path}/${name}` as ByteString]; // pieces of a byte string
  }
  return trees.entries(path, at);
}
