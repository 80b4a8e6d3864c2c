import type { PlanId } from "../../../shared/model/index.ts";

/** What the tag of every plan begins with, on whatever computer. */
export const PLAN_TAG_PREFIX = "plan:";

/** What a plan's snapshots are tagged with, so that every machine, and restic, can tell them from others. */
export function planTag(planId: PlanId): string {
  return `${PLAN_TAG_PREFIX}${planId.slice(0, 8)}`;
}
