import { IconActivity } from "@tabler/icons-react";
import { text } from "../../../shared/words/index.ts";
import { definePage, paths } from "../../navigation/index.ts";

export const activityPage = definePage({
  path: paths.activity,
  title: text("Activity"),
  icon: IconActivity,
  inNavigation: 30,
  load: async () => (await import("./activity-page.tsx")).ActivityPage,
});

export const runPage = definePage({
  path: "/activity/$runId",
  title: text("Run"),
  icon: IconActivity,
  load: async () => (await import("./run-page.tsx")).RunPage,
});
