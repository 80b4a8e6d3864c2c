import type { BlobId } from "../../format/index.ts";
import type { BlobOpener } from "../../repository/index.ts";
import type { Flow } from "../../workers/index.ts";
import type { SealedTree } from "../trees/sealed-tree.ts";
import type { BackupJobs } from "./jobs.ts";
import { readPreviousFolder } from "./previous-folder.ts";

/** Counts what stands in some trees. What is below is only named. @throws {AppError} a tree that does not open */
export function countTrees(
  trees: readonly SealedTree[],
  opener: BlobOpener,
  flow: Flow,
): BackupJobs["countTrees"]["output"] {
  const subtrees: BlobId[] = [];
  let [files, bytes, folders] = [0, 0, 0];
  for (const tree of trees) {
    flow.checkpoint();
    for (const entry of readPreviousFolder(opener.open(tree.bytes, tree.id, tree.uncompressedLength)).values()) {
      if (entry.type === "file") {
        files += 1;
        bytes += (entry.plain ?? entry.node)?.size ?? 0;
      } else if (entry.subtree !== undefined) {
        folders += 1;
        subtrees.push(entry.subtree);
      }
    }
  }
  return { files, bytes, folders, subtrees };
}
