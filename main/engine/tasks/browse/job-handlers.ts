import { type BlobId, decodeTree } from "../../format/index.ts";
import type { JobHandlers } from "../../workers/index.ts";
import type { EngineThread } from "../engine-thread.ts";
import type { SealedTree } from "../trees/sealed-tree.ts";
import { columnsOf } from "./folder-columns.ts";
import { FolderShelf } from "./folder-shelf.ts";
import type { BrowseJobs } from "./jobs.ts";
import { ListedFolder } from "./listed-folder.ts";

/** The jobs of one worker thread for those who look around in snapshots. */
export function browseJobHandlers({ opener }: Pick<EngineThread, "opener">): JobHandlers<BrowseJobs> {
  const shelf = new FolderShelf();
  const nodesOf = ({ bytes, id, uncompressedLength }: SealedTree) =>
    decodeTree(opener.open(bytes, id, uncompressedLength));
  const folder = (tree: BlobId, sealed: SealedTree | undefined): ListedFolder | undefined => {
    const kept = shelf.get(tree);
    if (kept !== undefined || sealed === undefined) return kept;
    const read = new ListedFolder(nodesOf(sealed));
    shelf.put(tree, read);
    return read;
  };
  return {
    pageOfFolder: ({ tree, sealed, query }) => folder(tree, sealed)?.page(query),
    entryOfFolder({ tree, sealed, name }) {
      const read = folder(tree, sealed);
      return read === undefined ? undefined : { entry: read.find(name) };
    },
    columnsOfFolder: ({ sealed }) => (sealed === undefined ? undefined : columnsOf(nodesOf(sealed))),
    missingFromFolder: ({ tree, sealed, names }) => folder(tree, sealed)?.missing(names),
  };
}
