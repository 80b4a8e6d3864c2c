import type { AppError } from "../../../../shared/errors/index.ts";
import type { StoredSnapshot } from "../../repository/index.ts";
import type { SnapshotChoice } from "../chosen-snapshots.ts";
import type { OpenRepository } from "../open-repository.ts";
import type { ReadOptions } from "../task-options.ts";

/** Shares both repositories with others. `noLock` is about the one that is read only. */
export interface CopyOptions extends ReadOptions, SnapshotChoice {
  readonly from: OpenRepository;
  readonly to: OpenRepository;
}

export type CopyPhase = "opening" | "folders" | "copying" | "saving";

/** Figures at one moment of a copy. */
export interface CopyProgress {
  readonly type: "progress";
  readonly phase: CopyPhase;
  readonly secondsElapsed: number;
  /** Snapshots that are copied or were found to be there, of those that were chosen. */
  readonly snapshotsDone: number;
  readonly snapshotsTotal: number;
  /** Bytes of sealed blobs that were read, of those of the present snapshot that the target lacks. */
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

export type CopyNotice =
  /** It is there already. */
  | { readonly type: "skipped"; readonly snapshot: StoredSnapshot; readonly copy: StoredSnapshot }
  | { readonly type: "copied"; readonly copied: CopiedSnapshot }
  | { readonly type: "failed"; readonly failed: FailedSnapshot };

export type CopyEvent = CopyProgress | CopyNotice;

export interface CopiedSnapshot {
  readonly snapshot: StoredSnapshot;
  /** What it is in the target. */
  readonly copy: StoredSnapshot;
}

/** A snapshot that cannot be copied because something of it cannot be read. */
export interface FailedSnapshot {
  readonly snapshot: StoredSnapshot;
  readonly error: AppError;
}

export interface CopyResult {
  readonly copied: readonly CopiedSnapshot[];
  /** How many were there already. */
  readonly skipped: number;
  readonly failed: readonly FailedSnapshot[];
  /** Blobs that the target lacked, and the packs that were made of them. */
  readonly blobs: number;
  readonly packs: number;
  /** Of those blobs, before compression and as they take room. */
  readonly bytesAdded: number;
  readonly bytesStored: number;
}
