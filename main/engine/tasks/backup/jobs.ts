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
  /** Folders that only lead to what was asked for stay as the parent has them. */
  readonly keepsWays: boolean;
  /** Counts what the parent had in the folders that are looked into: only a run that leaves out others needs it. */
  readonly countsBefore: boolean;
  /** Looks at everything, and says which changed folders were not marked. */
  readonly verifies: boolean;
}

/**
 * What is known of a folder's changes since the parent snapshot. `none`: there are none, nor below. `way`: only below,
 * where some folder is marked. `entries`: its own entries, and what is marked below. `tree`: nothing is known.
 */
export type Scope = "none" | "way" | "entries" | "tree";

/** What is known of the changes in a folder. */
export interface FolderMarks {
  /** Whether entries of its own changed; else only entries that are marked, or lead to what is. */
  readonly isListed: boolean;
  /** Those, by name. */
  readonly within: ReadonlyMap<ByteString, Scope>;
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
  /** Absent when nothing is known: then all that is below is looked at. */
  readonly marks?: FolderMarks;
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
  readonly scope: Scope;
  /** A verifying run found its own metadata changed, which no mark had told. */
  readonly isMissed?: true;
  readonly rules: InheritedRules;
  readonly device?: bigint;
  readonly isNamed: boolean;
}

/** Files of one folder that are left for a job of their own, so that a large folder keeps all threads busy. */
export interface FileSlice {
  readonly files: readonly SliceFile[];
}

export interface SliceFile {
  readonly name: ByteString;
  readonly path: ByteString;
  readonly isNew: boolean;
  /** Its node in the parent snapshot, if its metadata say that it did not change and it is read all the same. */
  readonly previousText?: string;
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
  /** Trees that the parent had in this folder, or as this folder, and that are no more; with `countsBefore`. */
  readonly removed?: readonly BlobId[];
  /** What the parent had here cannot be read, or not wholly. */
  readonly isPreviousLost?: true;
  /** A verifying run found entries changed that no mark had told. */
  readonly isMissed?: true;
}

/** What trees hold, at all depths. Folders: those below the trees' own. */
export interface TreeFigures {
  readonly files: number;
  readonly bytes: number;
  readonly folders: number;
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
  /** Counts the entries of trees; what is in their subfolders is left to further jobs. @throws {AppError} damage */
  countTrees: {
    input: { readonly trees: readonly SealedTree[] };
    output: TreeFigures & { readonly subtrees: readonly BlobId[] };
  };
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
  // What the parent had in the folders that were looked into; see `countsBefore`.
  "filesBefore",
  "bytesBefore",
  "dirsRemoved",
] as const;

export type BackupCounter = (typeof BACKUP_COUNTERS)[number];
