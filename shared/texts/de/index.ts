import type { Dictionary } from "../../words/index.ts";
import { APP } from "./app.ts";
import { PLAN_CHOICES } from "./plan-choices.ts";
import { PLANS } from "./plans.ts";
import { SETUP } from "./setup.ts";
import { TARGET_SETUP } from "./target-setup.ts";
import { TARGETS } from "./targets.ts";

export { GERMAN_FAILURES } from "./errors.ts";

/** Every text in German; a file for each room. */
export const GERMAN: Dictionary = {
  ...APP,
  ...PLAN_CHOICES,
  ...PLANS,
  ...SETUP,
  ...TARGET_SETUP,
  ...TARGETS,
};
