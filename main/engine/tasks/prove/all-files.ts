import type { BlobId } from "../../format/index.ts";
import { type ByteString, joinPath } from "../../names/index.ts";
import { ROOT } from "../trees/index.ts";
import { type ChosenFile, chosenFile } from "./chosen-file.ts";
import type { TreeAccess } from "./tree-access.ts";

/** Every file of a snapshot. Folders that cannot be read are passed over, after they were told as failures. */
export async function* allFiles(trees: TreeAccess, root: BlobId): AsyncGenerator<ChosenFile, void, undefined> {
  const folders: { path: ByteString; tree: BlobId }[] = [{ path: ROOT, tree: root }];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const nodes = await trees.entries(folder.path, folder.tree);
    for (const node of nodes) {
      const path = joinPath(folder.path, node.name);
      if (node.type === "file") yield chosenFile(path, node);
      else if (node.type === "dir" && node.subtree !== undefined) folders.push({ path, tree: node.subtree });
    }
  }
}
