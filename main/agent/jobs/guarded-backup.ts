import { lastGoodText, massChangeText } from "../../../shared/health/index.ts";
import type { BackupMode, Plan, Snapshot, SnapshotId, Target } from "../../../shared/model/index.ts";
import { snapshots } from "../../engine/index.ts";
import { watchForMassChange } from "../alarm/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { RunContext, RunEnd, RunJob } from "../runs/index.ts";
import { backupJob } from "./backup-job.ts";
import type { JobDeps } from "./deps.ts";
import { extendProtection, isKnownProtectionDue, type ProtectionDeps } from "./protection.ts";
import { mustHaveRoom, type UpkeepGuard, upkeepOf } from "./upkeep-guard.ts";

export interface GuardDeps extends JobDeps, UpkeepGuard {
  readonly catalog: Pick<Catalog, "snapshots" | "runs"> & ProtectionDeps["catalog"];
}

/**
 * A backup that does not begin on a target that is nearly full, warns when what it saw is unusual, and is followed by the
 * upkeep that is due. What goes wrong in the latter two is no failure of the backup.
 */
export function guardedBackup(plan: Plan, target: Target, deps: GuardDeps, mode?: BackupMode): RunJob {
  const job = backupJob(plan, target, deps, mode);
  return {
    ...job,
    beforeOpening: async (context) => {
      // One that finds nothing new does not open the repository; what is there has to be protected anew all the same.
      const end = isKnownProtectionDue(target, deps) ? undefined : await job.beforeOpening?.(context);
      if (end === undefined) await mustHaveRoom(plan, target, deps);
      return end;
    },
    perform: async (context) => {
      const current = deps.plans().find(({ id }) => id === plan.id) ?? plan;
      const [newestBefore] = deps.catalog.snapshots.list(target.id, plan.id);
      const end = await performWatched(job, current, context, (made, hasLostFolder) =>
        lookAt(made, { plan: current, target, newestBefore, hasLostFolder }, deps, context),
      );
      await extendProtection(target, deps, context);
      upkeepOf(current, target, deps);
      return end;
    },
  };
}

async function performWatched(
  job: RunJob,
  { folders }: Plan,
  context: RunContext,
  look: (end: RunEnd, hasLostFolder: boolean) => Promise<void>,
): Promise<RunEnd> {
  let hasLostFolder = false;
  const end = await job.perform({
    ...context,
    problem: (problem) => {
      hasLostFolder ||= problem.path !== undefined && folders.includes(problem.path);
      context.problem(problem);
    },
  });
  await look(end, hasLostFolder);
  return end;
}

interface Saved {
  readonly plan: Plan;
  readonly target: Target;
  readonly newestBefore: Snapshot | undefined;
  readonly hasLostFolder: boolean;
}

async function lookAt(
  { figures, snapshotId }: RunEnd,
  { plan, target, newestBefore, hasLostFolder }: Saved,
  deps: GuardDeps,
  context: RunContext,
): Promise<void> {
  if (figures.kind !== "backup" || snapshotId === undefined) return;
  try {
    const { runId, note } = context;
    const isOtherScope = hasLostFolder || (await isScopeOther(newestBefore, snapshotId, context));
    const now = (): number => deps.clock.now();
    const made = { plan, target, runId, figures, snapshotId, newestBefore, isOtherScope };
    const change = watchForMassChange(made, { catalog: deps.catalog, now });
    if (change === undefined) return;
    const what = `This backup saw an unusual change: ${massChangeText(change)}`;
    note("warning", `${what}; ${lastGoodText(change, now())}. No snapshot is removed until you have looked at it.`);
  } catch (err) {
    context.signal.throwIfAborted();
    deps.log.error({ err, planId: plan.id }, "what a backup saw could not be judged");
  }
}

/** Whether the plan saves other folders than before, or leaves other things out: what is not looked at is not gone. */
async function isScopeOther(
  before: Snapshot | undefined,
  made: SnapshotId,
  { open, signal }: RunContext,
): Promise<boolean> {
  if (before === undefined) return false;
  const both = await snapshots(open, { snapshots: [before.id, made], noLock: true, signal });
  const [one, other] = both.map(({ paths, excludes = [] }) => JSON.stringify([paths.toSorted(), excludes.toSorted()]));
  return one !== other;
}
