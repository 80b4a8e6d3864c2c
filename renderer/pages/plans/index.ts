import { IconChecklist } from "@tabler/icons-react";
import { definePage, paths } from "../../navigation/index.ts";

export const plansPage = definePage({
  path: paths.plans,
  title: "Plans",
  icon: IconChecklist,
  inNavigation: 20,
  load: async () => (await import("./plans-page.tsx")).PlansPage,
});

export const planPage = definePage({
  path: "/plans/$planId",
  title: "Plan",
  icon: IconChecklist,
  load: async () => (await import("./plan-page.tsx")).PlanPage,
});

export const editPlanPage = definePage({
  path: "/plans/$planId/edit",
  title: "Change a plan",
  icon: IconChecklist,
  load: async () => (await import("./edit-plan-page.tsx")).EditPlanPage,
});
