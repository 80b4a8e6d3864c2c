import { IconLayoutDashboard } from "@tabler/icons-react";
import { text } from "../../../shared/words/index.ts";
import { definePage, paths } from "../../navigation/index.ts";

export const overviewPage = definePage({
  path: paths.overview,
  title: text("Overview"),
  icon: IconLayoutDashboard,
  inNavigation: 10,
  load: async () => (await import("./overview-page.tsx")).OverviewPage,
});
