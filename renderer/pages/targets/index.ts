import { IconDatabase, IconPlus } from "@tabler/icons-react";
import { text } from "../../../shared/words/index.ts";
import { definePage, paths } from "../../navigation/index.ts";

export const targetsPage = definePage({
  path: paths.targets,
  title: text("Targets"),
  icon: IconDatabase,
  inNavigation: 50,
  load: async () => (await import("./targets-page.tsx")).TargetsPage,
});

export const addTargetPage = definePage({
  path: paths.addTarget,
  title: text("Add a target"),
  icon: IconPlus,
  load: async () => (await import("./add-target-page.tsx")).AddTargetPage,
});
