import type { SnapshotId, SnapshotSummary } from "../../format/index.ts";
import type { StoredSnapshot } from "../../repository/index.ts";
import type { FilterSpec, SourceProblem } from "../../source/index.ts";
import type { FileProgress } from "../progress.ts";
import type { TaskOptions } from "../task-options.ts";
import type { ChangedFolders, MissedFolders, WalkReason } from "./changed-folders.ts";
import type { BackupTarget } from "./selection.ts";

export interface BackupOptions extends TaskOptions {
  /** Files and folders to save; at least one. */
  readonly targets: readonly BackupTarget[];
  readonly filter: FilterSpec;
  /** Kept in the snapshot for people; what is left out is decided by `filter`. */
  readonly excludes?: readonly string[];
  readonly tags?: readonly string[];
  readonly hostname?: string;
  /** Nanoseconds since 1970, when it is not now. */
  readonly timeNs?: bigint;
  /** A snapshot to compare with, by the start of its id. Without it the newest one of the same host and paths. */
  readonly parent?: string;
  /** False: the snapshot names no parent, as one that is to stand by itself; it is compared with one all the same. */
  readonly recordParent?: boolean;
  /** What changed since the parent, so that the rest need not be looked at. Without it everything is walked. */
  readonly changes?: ChangedFolders;
  /** Reads every file again, whatever its metadata say, and tells those whose content changed without a trace in them. */
  readonly readAll?: boolean;
  readonly ignoreInode?: boolean;
  readonly ignoreCtime?: boolean;
  readonly keepAtime?: boolean;
  /** Writes nothing, and says what would be. */
  readonly dryRun?: boolean;
  /** With `dryRun`: takes no lock either. Without it this counts for nothing: what is written is written under a lock. */
  readonly noLock?: boolean;
  /**
   * Makes no snapshot when it would equal its parent. Folders that only lead to what was asked for keep the metadata that the parent
   * has of them.
   */
  readonly skipIfUnchanged?: boolean;
  /** Counts the folders beside the run when no parent tells how much there is. For those who watch. */
  readonly estimate?: boolean;
  readonly programVersion?: string;
}

export interface BackupProgress extends FileProgress<"opening" | "reading" | "saving"> {
  /** What this run has put into the repository so far, sealed; in a dry run what it would have put. */
  readonly packsStored: number;
  readonly bytesStored: number;
}

/** What must not be missed while a backup runs. */
export type BackupNotice =
  | { readonly type: "problem"; readonly problem: SourceProblem }
  /** A lock of a process that had died was removed. */
  | { readonly type: "unlocked"; readonly hostname: string; readonly username: string; readonly pid: number }
  /** Packs that an interrupted run had stored are used. */
  | { readonly type: "adopted"; readonly packs: number }
  | { readonly type: "parent"; readonly id?: SnapshotId }
  /** The run was told what changed, and walks everything all the same. */
  | { readonly type: "walks"; readonly reason: WalkReason }
  /** The run was stopped; this much is stored, and the next run goes on from there. */
  | { readonly type: "kept"; readonly packs: number; readonly bytes: number };

export type BackupEvent = BackupProgress | BackupNotice;

/** What the snapshot says of its run, a dry one too. */
export interface BackupSummary extends SnapshotSummary {
  readonly seconds: number;
}

export interface BackupResult {
  /** Absent after a dry run, and when nothing changed and that was asked to make no snapshot. */
  readonly snapshot?: StoredSnapshot;
  readonly parent?: SnapshotId;
  readonly summary: BackupSummary;
  /** `journal`: only what `changes` named was looked at. `walk`: all there is. */
  readonly foundBy: "journal" | "walk";
  /** Folders that were looked into. */
  readonly foldersTouched: number;
  /** Files of the parent that are not in this snapshot; absent when the parent cannot tell. */
  readonly removed?: number;
  /** With `changes.verify`: changed folders that `changes` did not name. Absent when it counted from another snapshot. */
  readonly missed?: MissedFolders;
  /**
   * Entries that are not, or not wholly, in the snapshot, and files that changed silently. More than none means: completed
   * with warnings. The folders they are in have to be named as changed in the next run: this one's snapshot lacks them.
   */
  readonly problemCount: number;
  /** The first of them, at most a thousand; the events had them all. */
  readonly problems: readonly SourceProblem[];
}
