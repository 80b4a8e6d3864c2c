import { IconDatabase, IconPlus } from "@tabler/icons-react";
import { definePage, paths } from "../../navigation/index.ts";

export const targetsPage = definePage({
  path: paths.targets,
  title: "Targets",
  icon: IconDatabase,
  inNavigation: 50,
  load: async () => (await import("./targets-page.tsx")).TargetsPage,
});

export const addTargetPage = definePage({
  path: paths.addTarget,
  title: "Add a target",
  icon: IconPlus,
  load: async () => (await import("./add-target-page.tsx")).AddTargetPage,
});
