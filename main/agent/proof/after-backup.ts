import type { Moment, Plan, Run } from "../../../shared/model/index.ts";
import type { PlanProofRecord } from "../catalog/index.ts";
import { budgetFor } from "./budget.ts";

/** A plan that is backed up every few minutes is not tested each time. */
const HOUR_MS = 3_600_000;

/** Whether a run that has ended is followed by a sample of what it made. */
export function needsSample(run: Run, plan: Plan, record: PlanProofRecord, now: Moment): boolean {
  if (!plan.tests.afterRuns || !hasMadeSnapshot(run)) return false;
  const isFresh = record.failure === undefined && record.provenAt !== undefined && now - record.provenAt < HOUR_MS;
  return !isFresh && budgetFor(plan, record, { amount: "sample", isAsked: false, now }) > 0;
}

function hasMadeSnapshot({ figures }: Run): boolean {
  if (figures?.kind === "backup") return figures.isUnchanged !== true;
  return figures?.kind === "copy" && figures.snapshots > 0;
}
