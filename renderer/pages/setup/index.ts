import { IconPlus } from "@tabler/icons-react";
import { definePage, paths } from "../../navigation/index.ts";

export const setupPage = definePage({
  path: paths.setup,
  title: "New plan",
  icon: IconPlus,
  load: async () => (await import("./setup-page.tsx")).SetupPage,
});
