import type { OwnerRule } from "../../destination/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { SnapshotFilter, StoredSnapshot } from "../../repository/index.ts";
import type { FileProgress } from "../progress.ts";
import type { ReadOptions } from "../task-options.ts";

/**
 * What happens to a file that is already there.
 *
 * - `always`: it becomes what the snapshot says. Content that is in place is found by its hashes and not fetched.
 * - `if-changed`: the same, but equal size and modification time count as equal content.
 * - `if-newer`: only if the snapshot's file was modified later.
 * - `never`: it stays.
 * - `keep-both`: it stays, and what comes back gets a name beside it, made of its own and the snapshot's local time:
 *   `report (restored 2026-11-22 14.10).txt`. Nothing is ever replaced: a name that is taken gets a number. What has the same
 *   content, there or under such a name, counts as unchanged and keeps its metadata.
 *
 * Folders are always joined, and get the snapshot's metadata. What stands where a folder should be is a problem.
 */
export type Overwrite = "always" | "if-changed" | "if-newer" | "never" | "keep-both";

export interface RestoreOptions extends ReadOptions {
  /** `latest`, or the start of an id. */
  readonly snapshot: string;
  /** Which snapshots `latest` is chosen from. */
  readonly filter?: SnapshotFilter;
  /** Restore only what is in this folder of the snapshot, as if the snapshot began there. */
  readonly subfolder?: ByteString;
  /**
   * Restore only these entries of the folder (`subfolder`, or else the root), each with all that is in it. They are
   * names, not patterns; `include` and `exclude` choose among what is left. A name that is not there is a problem
   * (`missing`), and if none is there nothing is written and the run fails with {PathNotInSnapshot}. An empty list
   * restores nothing.
   */
  readonly names?: readonly ByteString[];
  /**
   * Restore only these files: their paths as `include` names them, from `subfolder` on and absolute. Folders are made where they lead to
   * one. Does not go with `include`.
   */
  readonly only?: readonly ByteString[];
  /**
   * The folder to restore into, absolute. It is made when it is not there. It never gets the metadata of the folder that
   * is restored, with `names` or without: it is the user's own.
   */
  readonly target: ByteString;
  /**
   * Lines of gitignore syntax over the path in the snapshot (from `subfolder` on), as for backups. With `include`, only
   * what matches is restored, and the folders that lead there; what `exclude` matches is left out in any case.
   */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** The same, without regard to upper and lower case. */
  readonly insensitiveInclude?: readonly string[];
  readonly insensitiveExclude?: readonly string[];
  /** `always` by default. */
  readonly overwrite?: Overwrite;
  /** Long runs of zeros become holes, which take no room on the disk. On by default. */
  readonly sparse?: boolean;
  /** Writes nothing, and says what would be. */
  readonly dryRun?: boolean;
  /** Reads every file back after it was written and compares it with the snapshot. */
  readonly verify?: boolean;
  /** By ids unless said otherwise, as restic does it. */
  readonly owners?: OwnerRule;
  /** Owners, times, permissions and attributes as they were; by default. Otherwise all is this user's alone, to be looked at and removed. */
  readonly metadata?: boolean;
}

export type RestoreProgress = FileProgress<"opening" | "restoring">;

export type ProblemReason =
  /** Content or a folder's list that the repository holds damaged. */
  | "damaged"
  /** The same that it does not hold at all, and an entry of `names` that is not in the folder. */
  | "missing"
  /** A name that leads elsewhere, or that this system cannot hold. */
  | "unsafe-name"
  /** A folder of the snapshot names two entries alike. */
  | "duplicate-name"
  /** A link, file or full folder is where it should go. */
  | "in-the-way"
  | "not-allowed"
  | "unwritable"
  /** The content is there; owner, times, permissions or attributes are not. */
  | "metadata"
  /** What was read back is not what the snapshot says. */
  | "differs";

/** An entry that is not, or not wholly, restored. Plain data. */
export interface RestoreProblem {
  /** In the snapshot, from `subfolder` on; absolute. Of what goes beside another it has the new name. */
  readonly path: ByteString;
  readonly cause: ProblemReason;
  readonly message: string;
}

/** What would happen to an entry that is there and differs. Only a dry run tells it. Plain data. */
export interface RestoreConflict {
  /** As of problems. */
  readonly path: ByteString;
  readonly outcome: "replaced" | "skipped" | "kept-both";
  /** What is there was modified after what comes back. */
  readonly isNewer: boolean;
  /** Of the snapshot's file. */
  readonly bytes: number;
  /** Of a file that is there. */
  readonly bytesThere?: number;
  readonly mtimeNsThere: bigint;
  /** The name, in the same folder, that what comes back would get. */
  readonly newName?: ByteString;
}

/** What must not be missed while a restore runs. */
export type RestoreNotice =
  | { readonly type: "snapshot"; readonly snapshot: StoredSnapshot }
  | { readonly type: "problem"; readonly problem: RestoreProblem }
  | { readonly type: "conflict"; readonly conflict: RestoreConflict }
  /** An index file cannot be read: what only it lists will be missing. */
  | { readonly type: "damaged-index"; readonly name: string; readonly message: string };

export type RestoreEvent = RestoreProgress | RestoreNotice;

export interface RestoreCounts {
  /** Files written, or found with the right content under another modification time. */
  readonly files: number;
  /** Bytes of these files. */
  readonly bytes: number;
  readonly folders: number;
  /** Second names of files that were restored. */
  readonly hardLinks: number;
  readonly symlinks: number;
  /** Devices and FIFOs. */
  readonly others: number;
  /**
   * Of all these: entries that took the place of others that were there and differed, and so are lost. A file with the
   * right content under another time was read, and is none; a dry run trusts equal size and time.
   */
  readonly replaced: number;
  /** Of all these: entries that are beside others that were there and differed. */
  readonly keptBoth: number;
  /** Files that were there already, the same. */
  readonly unchanged: number;
  /** Entries that stayed as they were because `overwrite` says so. */
  readonly skipped: number;
  /** Entries whose owner only root could have restored. Not counted as problems. */
  readonly ownersKept: number;
}

export interface RestoreResult {
  readonly snapshot: StoredSnapshot;
  readonly counts: RestoreCounts;
  readonly seconds: number;
  /** More than none means: completed with warnings. */
  readonly problemCount: number;
  /** The first of them, at most a thousand; the events had them all. */
  readonly problems: readonly RestoreProblem[];
}
