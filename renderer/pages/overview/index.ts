import { IconLayoutDashboard } from "@tabler/icons-react";
import { definePage, paths } from "../../navigation/index.ts";

export const overviewPage = definePage({
  path: paths.overview,
  title: "Overview",
  icon: IconLayoutDashboard,
  inNavigation: 10,
  load: async () => (await import("./overview-page.tsx")).OverviewPage,
});
