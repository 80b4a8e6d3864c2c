import type { PlanOnTarget, PlanState } from "../../../shared/model/index.ts";

/** Where the plan's newest snapshot is; undefined when there is none. */
export function newestOf({ targets }: PlanState): PlanOnTarget | undefined {
  return targets
    .filter((on) => on.newestSnapshotAt !== undefined)
    .toSorted((a, b) => (b.newestSnapshotAt ?? 0) - (a.newestSnapshotAt ?? 0))[0];
}
