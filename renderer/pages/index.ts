import type { PageDefinition } from "../navigation/index.ts";
import { activityPage, runPage } from "./activity/index.ts";
import { overviewPage } from "./overview/index.ts";
import { editPlanPage, planPage, plansPage } from "./plans/index.ts";
import { proofPage } from "./proof/index.ts";
import { comparePage, filePage, restorePage, restoreTargetPage, snapshotPage } from "./restore/index.ts";
import { searchPage } from "./search/index.ts";
import { settingsPage } from "./settings/index.ts";
import { setupPage } from "./setup/index.ts";
import { addTargetPage, targetsPage } from "./targets/index.ts";

/** Every page of the window: a new one is a folder here and a line in this list. */
export const pages: readonly PageDefinition[] = [
  overviewPage,
  plansPage,
  planPage,
  editPlanPage,
  activityPage,
  runPage,
  restorePage,
  restoreTargetPage,
  comparePage,
  filePage,
  snapshotPage,
  searchPage,
  proofPage,
  setupPage,
  targetsPage,
  addTargetPage,
  settingsPage,
];
