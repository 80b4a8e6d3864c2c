/** Am I safe? The health of plans, in one place, so that every part of the product says the same. */
export { agoText } from "./ages.ts";
export { type Assessment, assess, HEALTH_STATES, type HealthState } from "./assess.ts";
export {
  type CopiesAction,
  type CopiesScore,
  copiesScore,
  type NextStep,
  SCORE_POINTS,
  type ScorePoint,
} from "./copies-score.ts";
export { lastGoodText, massChangeText } from "./mass-change.ts";
export { isToldBy, type Overall, overall } from "./overall.ts";
