import type { Plan, PlanOnTarget, PlanState, Run, TargetId } from "../../../shared/model/index.ts";
import type { Catalog } from "../catalog/index.ts";

/** What a plan does, and how it is watched. */
export type PlanLife = Pick<PlanState, "activity" | "watch">;

/** A plan, what the catalog knows of it on each of its targets, and what it does now. */
export function planState(plan: Plan, catalog: Pick<Catalog, "runs" | "snapshots">, life: PlanLife): PlanState {
  return { plan, targets: plan.targetIds.map((targetId) => onTarget(plan, targetId, catalog)), ...life };
}

function onTarget(plan: Plan, targetId: TargetId, catalog: Pick<Catalog, "runs" | "snapshots">): PlanOnTarget {
  const { count, newest } = catalog.snapshots.totals(targetId, plan.id);
  return {
    targetId,
    snapshots: count,
    ...(newest === undefined ? {} : { newestSnapshotAt: newest.time }),
    ...(newest?.bytes === undefined ? {} : { newestSnapshotBytes: newest.bytes }),
    ...(newest?.files === undefined ? {} : { newestSnapshotFiles: newest.files }),
    ...lastRun(catalog.runs.newestEnded(plan.id, targetId)),
  };
}

function lastRun(run: Run | undefined): Pick<PlanOnTarget, "lastRun"> {
  if (run?.outcome === undefined || run.endedAt === undefined) return {};
  const { id, outcome, endedAt, problems } = run;
  return { lastRun: { runId: id, outcome, endedAt, problems } };
}
