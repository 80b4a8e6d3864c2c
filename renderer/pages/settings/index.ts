import { IconSettings } from "@tabler/icons-react";
import { definePage, paths } from "../../navigation/index.ts";

export const settingsPage = definePage({
  path: paths.settings,
  title: "Settings",
  icon: IconSettings,
  inNavigation: 60,
  load: async () => (await import("./settings-page.tsx")).SettingsPage,
});
