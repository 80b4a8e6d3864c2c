import type { PlanId } from "../../../shared/model/index.ts";

/** What a plan's snapshots are tagged with, so that every machine, and restic, can tell them from others. */
export function planTag(planId: PlanId): string {
  return `plan:${planId.slice(0, 8)}`;
}
