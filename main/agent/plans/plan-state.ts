import type {
  MassChange,
  Moment,
  Plan,
  PlanOnTarget,
  PlanState,
  Run,
  Snapshot,
  TargetId,
} from "../../../shared/model/index.ts";
import type { Catalog, PlanProofRecord } from "../catalog/index.ts";
import { originOf } from "../snapshots/index.ts";

/** Failed and stopped runs in between say nothing of what had changed. */
const RUNS_LOOKED_AT = 20;

/** What a plan does, and how it is watched. */
export type PlanLife = Pick<PlanState, "activity" | "watch">;

export interface StateDeps {
  readonly catalog: Pick<Catalog, "runs" | "snapshots" | "massChanges" | "proofs">;
  /** How many of the plan's snapshots are not on a target yet. */
  readonly missing: (plan: Plan, targetId: TargetId) => number;
}

/** A plan, what the catalog knows of it on each of its targets, and what it does now. */
export function planState(plan: Plan, deps: StateDeps, life: PlanLife): PlanState {
  const runs = deps.catalog.runs.list({ planId: plan.id, kind: "backup", limit: RUNS_LOOKED_AT });
  return { plan, targets: plan.targetIds.map((targetId) => onTarget(plan, targetId, deps, runs)), ...life };
}

/** @param backups of the plan to any target, the newest first */
function onTarget(plan: Plan, targetId: TargetId, deps: StateDeps, backups: readonly Run[]): PlanOnTarget {
  const { catalog, missing } = deps;
  const { count, newest } = catalog.snapshots.totals(targetId, plan.id);
  const toCome = missing(plan, targetId);
  const currentAt = newest && currentSince(targetId, newest, backups, catalog);
  return {
    targetId,
    snapshots: count,
    ...(newest === undefined ? {} : { newestSnapshotAt: newest.time }),
    ...(toCome === 0 ? {} : { missing: toCome }),
    ...(newest?.bytes === undefined ? {} : { newestSnapshotBytes: newest.bytes }),
    ...(newest?.files === undefined ? {} : { newestSnapshotFiles: newest.files }),
    ...(currentAt === undefined ? {} : { currentAt }),
    ...lastRun(catalog.runs.newestEnded(plan.id, targetId)),
    ...proven(catalog.proofs.get(plan.id, targetId)),
    ...massChange(catalog.massChanges.get(plan.id, targetId)),
  };
}

/** When a run last found that nothing has changed since the newest snapshot here, which it may have seen on another target. */
function currentSince(
  targetId: TargetId,
  newest: Snapshot,
  backups: readonly Run[],
  { snapshots }: StateDeps["catalog"],
): Moment | undefined {
  for (const { planId, targetId: seenOn, snapshotId, figures, startedAt } of backups) {
    if (figures?.kind !== "backup") continue;
    const isHere = seenOn === targetId;
    if (figures.isUnchanged !== true && isHere) return undefined;
    if (figures.isUnchanged !== true || seenOn === undefined) continue;
    const there = snapshots.totals(seenOn, planId).newest;
    const origin = there?.id === snapshotId && there !== undefined ? originOf(there) : snapshotId;
    if (isHere || originOf(newest) === origin) return startedAt;
  }
  return undefined;
}

function proven({ provenAt, failure }: PlanProofRecord): Pick<PlanOnTarget, "provenAt" | "testFailure"> {
  return {
    ...(provenAt === undefined ? {} : { provenAt }),
    ...(failure === undefined ? {} : { testFailure: failure }),
  };
}

function massChange(change: MassChange | undefined): Pick<PlanOnTarget, "massChange"> {
  return change === undefined ? {} : { massChange: change };
}

function lastRun(run: Run | undefined): Pick<PlanOnTarget, "lastRun"> {
  if (run?.outcome === undefined || run.endedAt === undefined) return {};
  const { id, outcome, endedAt, problems } = run;
  return { lastRun: { runId: id, outcome, endedAt, problems } };
}
