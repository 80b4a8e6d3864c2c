import type { Dictionary } from "../../words/index.ts";
import { ACTIVITY } from "./activity.ts";
import { APP } from "./app.ts";
import { CAUSES } from "./causes.ts";
import { COMPONENTS } from "./components.ts";
import { DESKTOP } from "./desktop.ts";
import { FIGURES } from "./figures.ts";
import { HEALTH } from "./health.ts";
import { OVERVIEW } from "./overview.ts";
import { PLAN_CHOICES } from "./plan-choices.ts";
import { PLANS } from "./plans.ts";
import { PROOF } from "./proof.ts";
import { RESTORE } from "./restore.ts";
import { RESTORE_SHEET } from "./restore-sheet.ts";
import { RUN_WORDS } from "./run-words.ts";
import { SEARCH } from "./search.ts";
import { SETTINGS } from "./settings.ts";
import { SETUP } from "./setup.ts";
import { TARGET_KINDS } from "./target-kinds.ts";
import { TARGET_SETUP } from "./target-setup.ts";
import { TARGETS } from "./targets.ts";

export { GERMAN_FAILURES } from "./errors.ts";

/** Every text in German; a file for each room. */
export const GERMAN: Dictionary = {
  ...ACTIVITY,
  ...APP,
  ...CAUSES,
  ...COMPONENTS,
  ...DESKTOP,
  ...FIGURES,
  ...HEALTH,
  ...OVERVIEW,
  ...PLAN_CHOICES,
  ...PLANS,
  ...PROOF,
  ...RESTORE,
  ...RESTORE_SHEET,
  ...RUN_WORDS,
  ...SEARCH,
  ...SETTINGS,
  ...SETUP,
  ...TARGET_KINDS,
  ...TARGET_SETUP,
  ...TARGETS,
};
