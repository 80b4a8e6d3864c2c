import type { Moment, PlanOnTarget, PlanState, TargetState } from "../model/index.ts";

/** A day: how old a plan's newest snapshot may be as long as its user has set no goal. */
const DEFAULT_GOAL_MS = 24 * 60 * 60 * 1000;
/** From how many goals on a plan is not just late but at risk. */
const RISK_FACTOR = 3;
/** How long a proof holds. */
const PROOF_DAYS = 30;
const PROOF_MS = PROOF_DAYS * 24 * 60 * 60 * 1000;

/** A plan on one of its targets, with all that its health depends on. */
export interface Copy {
  readonly target: TargetState | undefined;
  readonly on: PlanOnTarget | undefined;
  readonly ageMs: number | undefined;
  readonly isLate: boolean;
  readonly isFarTooOld: boolean;
  readonly isProven: boolean;
}

export function copiesOf({ plan, targets: known }: PlanState, targets: readonly TargetState[], now: Moment): Copy[] {
  return plan.targetIds.map((id) => {
    const on = known.find((each) => each.targetId === id);
    const newest = on?.newestSnapshotAt;
    const ageMs = newest === undefined ? undefined : Math.max(0, now - newest);
    return {
      target: targets.find((each) => each.target.id === id),
      ...{ on, ageMs },
      isLate: ageMs === undefined || ageMs > DEFAULT_GOAL_MS,
      isFarTooOld: ageMs === undefined || ageMs > RISK_FACTOR * DEFAULT_GOAL_MS,
      isProven: on?.provenAt !== undefined && now - on.provenAt <= PROOF_MS,
    };
  });
}
