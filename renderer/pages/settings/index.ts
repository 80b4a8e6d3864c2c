import { IconSettings } from "@tabler/icons-react";
import { text } from "../../../shared/words/index.ts";
import { definePage, paths } from "../../navigation/index.ts";

export const settingsPage = definePage({
  path: paths.settings,
  title: text("Settings"),
  icon: IconSettings,
  inNavigation: 60,
  load: async () => (await import("./settings-page.tsx")).SettingsPage,
});
