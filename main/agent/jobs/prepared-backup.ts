import type { BackupMode, PathText, Plan, SnapshotId, Target } from "../../../shared/model/index.ts";
import { fingerprintOf } from "../changes/index.ts";
import type { ChangedSince, JournalRebase } from "../journal/index.ts";
import { type ChosenParent, chooseParent } from "./backup-parent.ts";
import type { JobDeps } from "./deps.ts";

/** A plan on a target, and how it is to be saved. */
export interface AskedBackup {
  readonly plan: Plan;
  readonly target: Target;
  readonly mode: BackupMode;
}

/** All that is known before a backup begins. */
export interface PreparedBackup extends AskedBackup {
  readonly chosen: ChosenParent;
  readonly skipPaths: readonly PathText[];
  /** Where the journal stands: what changes from now on counts for the next run. Absent where nobody watches. */
  readonly standing?: Pick<JournalRebase, "planId" | "targetId" | "fingerprint" | "position">;
  /** What changed since the parent, if it is known. */
  readonly changes?: ChangedSince;
  /** Everything is looked at all the same, and told what had been missed. */
  readonly isVerified: boolean;
}

/** @param present the names of the snapshots that are in the repository */
export async function prepareBackup(
  asked: AskedBackup,
  present: ReadonlySet<string>,
  deps: JobDeps,
): Promise<PreparedBackup> {
  const { plan, target } = asked;
  await deps.changes?.settle();
  const position = deps.changes?.position();
  const chosen = chooseParent(deps.catalog.snapshots.list(target.id), present, plan.id, asked.mode);
  const skipPaths = [target.location, ...deps.skipPaths()];
  const isVerified = deps.changes?.isWalkDue(plan.id) ?? false;
  const prepared = { plan, target, mode: chosen.mode, chosen, skipPaths, isVerified };
  if (position === undefined) return prepared;
  const key = { planId: plan.id, targetId: target.id, fingerprint: fingerprintOf(plan, skipPaths) };
  const changes = sinceParent(chosen, (snapshotId) =>
    deps.changes?.since({ ...key, snapshotId, folders: plan.folders }),
  );
  return { ...prepared, standing: { ...key, position }, ...(changes === undefined ? {} : { changes }) };
}

function sinceParent(
  { mode, parent }: ChosenParent,
  ask: (snapshotId: SnapshotId) => ChangedSince | undefined,
): ChangedSince | undefined {
  return mode === "full" || parent === undefined ? undefined : ask(parent.id);
}

/** Says that a snapshot equals the disk as it was when the backup was prepared, but for the folders to look at again. */
export function standsFor(
  { standing, mode, chosen }: PreparedBackup,
  made: { readonly snapshotId: SnapshotId; readonly again: readonly PathText[] },
  deps: JobDeps,
): void {
  if (standing === undefined) return;
  // One that was compared with nothing read every byte, too: later differential ones are told from it.
  const isFull = mode === "full" || chosen.parent === undefined;
  deps.changes?.rebase({ ...standing, ...made, kind: isFull ? "full" : "newest" });
}
