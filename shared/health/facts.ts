import type { Moment, PlanOnTarget, PlanState, TargetState } from "../model/index.ts";
import { goalMs } from "./goal.ts";

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
  const goal = goalMs(plan);
  return plan.targetIds.map((id) => {
    const on = known.find((each) => each.targetId === id);
    const savedAt = newestMoment(on);
    const ageMs = savedAt === undefined ? undefined : Math.max(0, now - savedAt);
    return {
      target: targets.find((each) => each.target.id === id),
      ...{ on, ageMs },
      isLate: ageMs === undefined || ageMs > goal,
      isFarTooOld: ageMs === undefined || ageMs > RISK_FACTOR * goal,
      isProven: on?.provenAt !== undefined && now - on.provenAt <= PROOF_MS,
    };
  });
}

/** The newest moment that is saved: a run that found no change says that the newest snapshot stands for its time, too. */
function newestMoment(on: PlanOnTarget | undefined): Moment | undefined {
  if (on?.newestSnapshotAt === undefined) return undefined;
  return Math.max(on.newestSnapshotAt, on.currentAt ?? 0);
}
