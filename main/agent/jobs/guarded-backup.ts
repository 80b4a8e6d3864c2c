import { lastGoodText, massChangeText } from "../../../shared/health/index.ts";
import type { BackupMode, PathText, Plan, Snapshot, SnapshotId, Space, Target } from "../../../shared/model/index.ts";
import { snapshots } from "../../engine/index.ts";
import { watchForMassChange } from "../alarm/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Log } from "../log/index.ts";
import type { RunContext, RunEnd, RunJob } from "../runs/index.ts";
import { isBelowStopLine, TargetNearlyFull } from "../space/index.ts";
import { backupJob } from "./backup-job.ts";
import type { JobDeps } from "./deps.ts";

export interface GuardDeps extends JobDeps {
  readonly catalog: Pick<Catalog, "snapshots" | "runs" | "massChanges">;
  readonly volumeSpace: (path: PathText) => Promise<Space | undefined>;
  /** Queues the upkeep that is due: after a backup that came to its end, and when there is no room for one. */
  readonly upkeep: (plan: Plan, target: Target) => void;
  readonly log: Log;
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
      const end = await job.beforeOpening?.(context);
      const space = end === undefined ? await deps.volumeSpace(target.location) : undefined;
      if (space === undefined || !isBelowStopLine(space)) return end;
      // Tidying up is what makes room.
      settled(() => deps.upkeep(plan, target), deps);
      throw new TargetNearlyFull(target, space);
    },
    perform: async (context) => {
      const current = deps.plans().find(({ id }) => id === plan.id) ?? plan;
      const [newestBefore] = deps.catalog.snapshots.list(target.id, plan.id);
      const end = await performWatched(job, current, context, (made, hasLostFolder) =>
        lookAt(made, { plan: current, target, newestBefore, hasLostFolder }, deps, context),
      );
      settled(() => deps.upkeep(current, target), deps);
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

function settled(work: () => void, { log }: GuardDeps): void {
  try {
    work();
  } catch (err) {
    log.warn({ err }, "what is due after a backup could not be queued");
  }
}
