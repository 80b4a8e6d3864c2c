import type { BlobId, NodeType } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { SealedTree } from "../trees/sealed-tree.ts";
import type { FolderColumns } from "./folder-columns.ts";
import type { FolderPage, FolderQuery } from "./model.ts";

/** A folder to look into. Its list need not come along if the thread still has it. */
interface FolderToRead {
  readonly tree: BlobId;
  readonly sealed?: SealedTree;
}

/** What leads on from an entry. */
export interface FoundEntry {
  readonly type: NodeType;
  readonly subtree?: BlobId;
}

/** All run on one thread, which keeps what it read. Without an output it does not have the folder. */
export type BrowseJobs = {
  pageOfFolder: { input: FolderToRead & { readonly query: FolderQuery }; output: FolderPage | undefined };
  entryOfFolder: {
    input: FolderToRead & { readonly name: ByteString };
    output: { readonly entry: FoundEntry | undefined } | undefined;
  };
  /** Which of these names the folder does not have, each once, in the order of the question. */
  missingFromFolder: {
    input: FolderToRead & { readonly names: readonly ByteString[] };
    output: readonly ByteString[] | undefined;
  };
  /** Keeps nothing: whoever asks goes on to the next folder. */
  columnsOfFolder: { input: FolderToRead; output: FolderColumns | undefined };
};
