import { say, text } from "../words/index.ts";
import { type Assessment, HEALTH_STATES, type HealthState } from "./assess.ts";

/** The one sentence that answers “am I safe?”: the worst plan's, or that everything is well. */
export interface Overall {
  readonly state: HealthState;
  readonly says: string;
}

const ALL_UNPROVEN = text("Everything is saved; not yet proven.");

/** @param assessments of all plans, each as `assess` made it */
export function overall(assessments: readonly Assessment[]): Overall {
  const worst = assessments.toSorted((a, b) => rank(a.state) - rank(b.state))[0];
  if (worst === undefined) return { state: "unprotected", says: say("Nothing is backed up yet.") };
  if (assessments.length > 1 && assessments.every(isOnlyUnproven)) {
    return { state: worst.state, says: say(ALL_UNPROVEN) };
  }
  const alike = assessments.filter(({ state }) => state === worst.state);
  if (alike.length === 1 || worst.state !== "safe") return { state: worst.state, says: sentence(worst, alike.length) };
  return { state: "safe", says: say("Everything is safe.") };
}

/** Whether the one sentence says already all that a plan's own would, so that the two need not stand together. */
export function isToldBy({ says }: Overall, assessment: Assessment): boolean {
  return says === say(ALL_UNPROVEN) || says.startsWith(assessment.says);
}

function isOnlyUnproven({ reasons }: Assessment): boolean {
  return reasons.length === 1 && reasons[0]?.code === "not-proven";
}

function sentence(worst: Assessment, alike: number): string {
  if (alike === 1) return worst.says;
  const others = say("{count, plural, one {One other plan is} other {# other plans are}} in the same state.", {
    count: alike - 1,
  });
  return `${worst.says} ${others}`;
}

function rank(state: HealthState): number {
  return HEALTH_STATES.indexOf(state);
}
