import { type BlobId, decodeTree } from "../../format/index.ts";
import type { JobHandlers } from "../../workers/index.ts";
import type { EngineThread } from "../engine-thread.ts";
import type { SealedTree } from "../trees/sealed-tree.ts";
import { FolderShelf } from "./folder-shelf.ts";
import type { BrowseJobs } from "./jobs.ts";
import { ListedFolder } from "./listed-folder.ts";

/** The jobs of one worker thread for those who look around in snapshots. */
export function browseJobHandlers({ opener }: Pick<EngineThread, "opener">): JobHandlers<BrowseJobs> {
  const shelf = new FolderShelf();
  const folder = (tree: BlobId, sealed: SealedTree | undefined): ListedFolder | undefined => {
    const kept = shelf.get(tree);
    if (kept !== undefined || sealed === undefined) return kept;
    const read = new ListedFolder(decodeTree(opener.open(sealed.bytes, sealed.id, sealed.uncompressedLength)));
    shelf.put(tree, read);
    return read;
  };
  return {
    pageOfFolder: ({ tree, sealed, query }) => folder(tree, sealed)?.page(query),
    entryOfFolder({ tree, sealed, name }) {
      const read = folder(tree, sealed);
      return read === undefined ? undefined : { entry: read.find(name) };
    },
    missingFromFolder: ({ tree, sealed, names }) => folder(tree, sealed)?.missing(names),
  };
}
