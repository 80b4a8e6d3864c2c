import type { MetadataOptions } from "../../destination/index.ts";
import type { BlobId, TreeNode } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { SealedTree } from "../trees/sealed-tree.ts";
import type { EntryList } from "./entry-list.ts";
import type { Overwrite, RestoreConflict, RestoreProblem } from "./model.ts";
import type { PackedNode } from "./packed-node.ts";
import type { SelectionSpec } from "./selection.ts";

/** How a run restores; the same for all its entries. */
export interface RestoreRules {
  readonly target: ByteString;
  readonly overwrite: Overwrite;
  /** The snapshot's time, as `keep-both` writes it into names. */
  readonly stamp: string;
  readonly sparse: boolean;
  readonly dryRun: boolean;
  readonly metadata: MetadataOptions | false;
  readonly selection: SelectionSpec;
  /** All that is wanted of what goes into the target itself; everything when it is absent. */
  readonly names?: readonly ByteString[];
}

/** A folder of the snapshot to be made, with its list of entries as stored. */
export interface FolderToOpen {
  /** Relative to the target; "" for the target itself. */
  readonly path: ByteString;
  /** Absent when the repository does not hold it. */
  readonly tree?: SealedTree;
  /** All in it is wanted that nothing excludes. Otherwise it only may lead to something. */
  readonly isWanted: boolean;
}

/** A folder found in another. */
export interface Subfolder {
  readonly path: ByteString;
  /** Its metadata. */
  readonly node: TreeNode;
  readonly tree: BlobId;
  readonly isWanted: boolean;
}

/** A file whose content is to be fetched, or a further name of one. */
export interface FileToFill {
  readonly path: ByteString;
  /** Its metadata; the content is in `entries`. */
  readonly node: PackedNode;
  readonly size: number;
  /** The file's blobs as numbers in the shared table. */
  readonly entries: EntryList;
  /** A file is there that may hold the right content already. */
  readonly compare: boolean;
  /** Something is there that looks different: see `replacesOther`. */
  readonly replaces: boolean;
  /** What is there stays. `path` is beside it; it may hold parts of the content if it is a file. */
  readonly beside?: { readonly file?: ByteString };
  /** What all names of one file have in common, and how many there are; absent for files with a single name. */
  readonly link?: { readonly key: string; readonly names: number };
}

/** What a job did for whole entries. */
export interface Tally {
  files: number;
  folders: number;
  symlinks: number;
  others: number;
  /** Of all these. Files that are written are counted when they are. */
  replaced: number;
  /** Likewise. */
  keptBoth: number;
  unchanged: number;
  /** Of these. Files that are written are counted when they are. */
  bytesUnchanged: number;
  skipped: number;
  ownersKept: number;
}

export interface OpenedFolder {
  /** The list of entries does not open. Nothing in the folder was touched. */
  readonly damage?: string;
  /** The folder is there. */
  readonly isMade: boolean;
  readonly subfolders: readonly Subfolder[];
  readonly files: readonly FileToFill[];
  readonly problems: readonly RestoreProblem[];
  /** Of a dry run. */
  readonly conflicts: readonly RestoreConflict[];
}

/** A temporary file to be made. */
export interface FileToBegin {
  readonly path: ByteString;
  readonly size: number;
  /** Blobs to look for in the file that is there; absent when there is nothing to compare with. */
  readonly entries?: EntryList;
  /** The file that they are looked for in when it is another one, which stays. */
  readonly reuseFrom?: ByteString;
  readonly node: PackedNode;
}

export type BegunFile =
  /** `present` tells for each blob of `entries` whether its bytes are in the temporary file already. */
  | { readonly state: "begun"; readonly tempPath: ByteString; readonly present?: Uint8Array }
  /** The file that is there has the right content; it has its metadata now. */
  | { readonly state: "same"; readonly problems: readonly RestoreProblem[]; readonly ownersKept: number }
  | { readonly state: "failed"; readonly problem: RestoreProblem };

/** A file as far as one range of a pack matters to it. */
export interface FileInRange {
  readonly path: ByteString;
  /** Uses of blobs of the range in this file. */
  readonly uses: number;
  readonly target:
    | { readonly kind: "part"; readonly tempPath: ByteString }
    /** All of its content is in this range, so it is made and finished in one go. */
    | { readonly kind: "whole"; readonly size: number; readonly node: PackedNode };
}

/** Sealed bytes of a pack and where the blobs in them go. */
export interface RangeToWrite {
  readonly bytes: ArrayBuffer;
  /** Where in the pack the bytes begin. */
  readonly offset: number;
  readonly files: readonly FileInRange[];
  /** For each use, in the order of the pack: the blob's number in the table, the file, and the position in the file. */
  readonly entries: Int32Array;
  readonly fileNumbers: Int32Array;
  readonly positions: Float64Array;
}

export interface WrittenRange {
  /** Numbers of blobs that proved to be damaged, and how. */
  readonly damaged: readonly { readonly entry: number; readonly message: string }[];
  /** Files that should have been finished and miss such a blob; what could be written is in a temporary file. */
  readonly unfinished: readonly { readonly file: number; readonly tempPath: ByteString }[];
  readonly failed: readonly { readonly file: number; readonly problem: RestoreProblem }[];
  readonly problems: readonly RestoreProblem[];
  readonly ownersKept: number;
}

export interface FinishedEntry {
  /** The entry could not be put in its place. */
  readonly failure?: RestoreProblem;
  readonly problems: readonly RestoreProblem[];
  readonly ownersKept: number;
}

export type RestoreJobs = {
  /** Comes before all others of a run, on each thread. Makes the target folder. */
  beginRestore: { input: RestoreRules; output: undefined };
  /** Lets go of open folders, on each thread. */
  endRestore: { input: undefined; output: undefined };
  /** Makes folders and what in them needs no content: links, special and empty files. */
  openFolders: {
    input: { readonly folders: readonly FolderToOpen[] };
    output: { readonly folders: readonly OpenedFolder[]; readonly tally: Tally };
  };
  beginFiles: { input: { readonly files: readonly FileToBegin[] }; output: readonly BegunFile[] };
  writeRange: { input: RangeToWrite; output: WrittenRange };
  /** Gives filled temporary files their metadata and puts them in their places. */
  finishFiles: {
    input: { readonly files: readonly { path: ByteString; tempPath: ByteString; node: PackedNode }[] };
    output: readonly FinishedEntry[];
  };
  /** Gives folders their metadata, when all in them is done. */
  finishFolders: {
    input: { readonly folders: readonly { path: ByteString; node: TreeNode }[] };
    output: readonly FinishedEntry[];
  };
  /** Gives files that are in place a further name. */
  linkFiles: {
    input: { readonly links: readonly { path: ByteString; existing: ByteString }[] };
    output: readonly FinishedEntry[];
  };
  /** Reads files back and compares each blob's hash. */
  verifyFiles: {
    input: { readonly files: readonly { path: ByteString; size: number; entries: EntryList }[] };
    output: readonly FinishedEntry[];
  };
  /** Removes temporary files that will not be finished. */
  discardFiles: { input: { readonly tempPaths: readonly ByteString[] }; output: undefined };
};
