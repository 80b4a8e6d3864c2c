import type { AppError } from "../../../../shared/errors/index.ts";
import type { SnapshotFilter, StoredSnapshot } from "../../repository/index.ts";
import type { TaskOptions } from "../task-options.ts";
import type { KeptSnapshot } from "./apply-policy.ts";
import type { Grouping, GroupKey } from "./group-snapshots.ts";
import type { KeepPolicy } from "./policy.ts";

/** Removes the snapshots that are named. */
export interface ForgetById {
  /** Ids, their beginnings, or `latest`. If one of them is not there, none is removed. */
  readonly snapshots: readonly string[];
  /** For `latest`. */
  readonly filter?: SnapshotFilter;
}

/** Removes what a policy does not keep. */
export interface ForgetByPolicy {
  readonly policy: KeepPolicy;
  /** Only these snapshots are looked at; all others stay. */
  readonly filter?: SnapshotFilter;
  /** By host and paths, unless said otherwise. The policy is applied to each group by itself. */
  readonly groupBy?: Grouping;
  /** A policy without any rule, and a filter: removes all snapshots that answer to it. */
  readonly allowRemoveAll?: boolean;
}

/** Removes what a function chooses. */
export interface ForgetChosen {
  /** Given all snapshots, the oldest first, as they are once nobody else can change them. */
  readonly choose: (snapshots: readonly StoredSnapshot[]) => readonly StoredSnapshot[];
}

export type ForgetOptions = (ForgetById | ForgetByPolicy | ForgetChosen) &
  TaskOptions & {
    /** Removes nothing, and says what would be. */
    readonly dryRun?: boolean;
    /** With `dryRun`: takes no lock either. Without it this counts for nothing. */
    readonly noLock?: boolean;
  };

export interface ForgetProgress {
  readonly type: "progress";
  readonly phase: "choosing" | "removing";
  readonly removed: number;
  /** What there is to remove; 0 until that is known. */
  readonly total: number;
}

/** What becomes of one group. */
export interface ForgetGroup {
  readonly key: GroupKey;
  /** The newest first, both. */
  readonly keep: readonly KeptSnapshot<StoredSnapshot>[];
  readonly remove: readonly StoredSnapshot[];
}

/** A snapshot that is still there because the storage would not remove it. */
export interface NotRemoved {
  readonly snapshot: StoredSnapshot;
  readonly error: AppError;
}

export interface ForgetResult {
  /** By policy only. */
  readonly groups: readonly ForgetGroup[];
  /** All that were to go. */
  readonly remove: readonly StoredSnapshot[];
  /** How many of them are gone; none in a dry run. What they alone used is there until the repository is pruned. */
  readonly removed: number;
  readonly failures: readonly NotRemoved[];
}
