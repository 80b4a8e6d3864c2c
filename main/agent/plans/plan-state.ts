import type { MassChange, Plan, PlanOnTarget, PlanState, Run, TargetId } from "../../../shared/model/index.ts";
import type { Catalog } from "../catalog/index.ts";

/** Failed and stopped runs in between say nothing of what had changed. */
const RUNS_LOOKED_AT = 20;

/** What a plan does, and how it is watched. */
export type PlanLife = Pick<PlanState, "activity" | "watch">;

type PlanCatalog = Pick<Catalog, "runs" | "snapshots" | "massChanges">;

/** A plan, what the catalog knows of it on each of its targets, and what it does now. */
export function planState(plan: Plan, catalog: PlanCatalog, life: PlanLife): PlanState {
  return { plan, targets: plan.targetIds.map((targetId) => onTarget(plan, targetId, catalog)), ...life };
}

function onTarget(plan: Plan, targetId: TargetId, catalog: PlanCatalog): PlanOnTarget {
  const { count, newest } = catalog.snapshots.totals(targetId, plan.id);
  return {
    targetId,
    snapshots: count,
    ...(newest === undefined ? {} : { newestSnapshotAt: newest.time }),
    ...(newest?.bytes === undefined ? {} : { newestSnapshotBytes: newest.bytes }),
    ...(newest?.files === undefined ? {} : { newestSnapshotFiles: newest.files }),
    ...currentAt(catalog.runs.list({ planId: plan.id, targetId, kind: "backup", limit: RUNS_LOOKED_AT })),
    ...lastRun(catalog.runs.newestEnded(plan.id, targetId)),
    ...massChange(catalog.massChanges.get(plan.id, targetId)),
  };
}

/** When the newest run that came to its end found nothing new. @param runs the newest first */
function currentAt(runs: readonly Run[]): Pick<PlanOnTarget, "currentAt"> {
  const last = runs.find(({ figures }) => figures?.kind === "backup");
  if (last?.figures?.kind !== "backup" || last.figures.isUnchanged !== true) return {};
  return last.startedAt === undefined ? {} : { currentAt: last.startedAt };
}

function massChange(change: MassChange | undefined): Pick<PlanOnTarget, "massChange"> {
  return change === undefined ? {} : { massChange: change };
}

function lastRun(run: Run | undefined): Pick<PlanOnTarget, "lastRun"> {
  if (run?.outcome === undefined || run.endedAt === undefined) return {};
  const { id, outcome, endedAt, problems } = run;
  return { lastRun: { runId: id, outcome, endedAt, problems } };
}
