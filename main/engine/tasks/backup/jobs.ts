import type { BlobId } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { OpenPack } from "../../repository/index.ts";
import type { FilterSpec, InheritedRules, SourceProblem } from "../../source/index.ts";
import type { SealedTree } from "../trees/sealed-tree.ts";

/** How a run decides what to read; the same for all its folders. */
export interface ReadingRules {
  readonly filter: FilterSpec;
  /** Reads every file again, whatever its metadata say. */
  readonly readAll: boolean;
  readonly ignoreInode: boolean;
  readonly ignoreCtime: boolean;
  readonly keepAtime: boolean;
}

/** An entry of the snapshot's upper part, which is made of what was asked for. */
export interface SelectedEntry {
  readonly name: ByteString;
  readonly path: ByteString;
  /**
   * `target`: asked for by name, so no rule keeps it out. `way`: only leads to a target. `content`: stands in a target
   * that has no name of its own (such as `.`), so the rules apply to it.
   */
  readonly role: "target" | "way" | "content";
  readonly rules: InheritedRules;
  readonly device?: bigint;
}

export interface FolderInput {
  /** Absent for the root of the snapshot, which is no folder on disk. */
  readonly path?: ByteString;
  /** Only these entries, instead of all that the folder holds. */
  readonly selected?: readonly SelectedEntry[];
  /** The folder as the parent snapshot has it. */
  readonly previous?: SealedTree;
  readonly rules: InheritedRules;
  /** The device of the target, when the run stays on one file system. */
  readonly device?: bigint;
  /** Asked for by name, so a cache tag in it does not keep its content out. */
  readonly isNamed: boolean;
}

/** A folder found inside another; its node is complete but for the id of its tree. */
export interface Subfolder {
  readonly name: ByteString;
  readonly path: ByteString;
  readonly encodedNode: string;
  readonly previousTree?: BlobId;
  readonly rules: InheritedRules;
  readonly device?: bigint;
  readonly isNamed: boolean;
}

/** Files of one folder that are left for a job of their own, so that a large folder keeps all threads busy. */
export interface FileSlice {
  readonly files: readonly { readonly name: ByteString; readonly path: ByteString; readonly isNew: boolean }[];
}

/** Nodes of one folder that are complete, in any order. */
export interface EncodedNodes {
  readonly names: readonly ByteString[];
  readonly nodes: readonly string[];
}

export interface FolderOutput extends EncodedNodes {
  /** Set when nothing is left to do: the folder's tree is saved. The nodes are then empty. */
  readonly tree?: BlobId;
  /** The folder vanished before it was read, so it is not in the snapshot. */
  readonly isGone?: true;
  readonly subfolders: readonly Subfolder[];
  readonly slices: readonly FileSlice[];
  readonly problems: readonly SourceProblem[];
}

export type BackupJobs = {
  beginBackup: { input: ReadingRules; output: undefined };
  /**
   * Lists folders, compares them with the parent snapshot, saves what changed as far as that is quickly done. Answers
   * for the first of them; for those it had no time for there is no output.
   */
  listFolders: { input: { readonly folders: readonly FolderInput[] }; output: readonly FolderOutput[] };
  storeFiles: { input: FileSlice; output: EncodedNodes & { readonly problems: readonly SourceProblem[] } };
  /** Saves the tree of a folder whose nodes are all there. */
  finishFolder: { input: EncodedNodes & { readonly previousTree?: BlobId }; output: BlobId };
  /** Gives up the thread's unfinished packs. */
  handOver: { input: undefined; output: readonly OpenPack[] };
  /** Finishes unfinished packs of all threads, joined where they fit. */
  finishPacks: { input: { readonly packs: readonly OpenPack[] }; output: undefined };
  /** Counts what folders hold, for the estimate of the time left. Returns the folders it did not get to. */
  countFolders: {
    input: { readonly folders: readonly CountedFolder[] };
    output: { readonly files: number; readonly bytes: number; readonly left: readonly CountedFolder[] };
  };
};

export interface CountedFolder {
  readonly path: ByteString;
  readonly rules: InheritedRules;
  readonly device?: bigint;
  readonly isNamed: boolean;
}

/** What the threads count while they work. */
export const BACKUP_COUNTERS = [
  "filesNew",
  "filesChanged",
  "filesUnmodified",
  "dirsNew",
  "dirsChanged",
  "dirsUnmodified",
  "othersDone",
  "bytesDone",
  "dataBlobs",
  "treeBlobs",
  "bytesAdded",
  "bytesAddedPacked",
] as const;

export type BackupCounter = (typeof BACKUP_COUNTERS)[number];
