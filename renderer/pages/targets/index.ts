import { IconDatabase } from "@tabler/icons-react";
import { definePage, paths } from "../../navigation/index.ts";

export const targetsPage = definePage({
  path: paths.targets,
  title: "Targets",
  icon: IconDatabase,
  inNavigation: 50,
  load: async () => (await import("./targets-page.tsx")).TargetsPage,
});
