import { IconChecklist } from "@tabler/icons-react";
import { text } from "../../../shared/words/index.ts";
import { definePage, paths } from "../../navigation/index.ts";

export const plansPage = definePage({
  path: paths.plans,
  title: text("Plans"),
  icon: IconChecklist,
  inNavigation: 20,
  load: async () => (await import("./plans-page.tsx")).PlansPage,
});

export const planPage = definePage({
  path: "/plans/$planId",
  title: text("Plan"),
  icon: IconChecklist,
  load: async () => (await import("./plan-page.tsx")).PlanPage,
});

export const editPlanPage = definePage({
  path: "/plans/$planId/edit",
  title: text("Change a plan"),
  icon: IconChecklist,
  load: async () => (await import("./edit-plan-page.tsx")).EditPlanPage,
});
