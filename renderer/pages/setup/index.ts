import { IconPlus } from "@tabler/icons-react";
import { text } from "../../../shared/words/index.ts";
import { definePage, paths } from "../../navigation/index.ts";

export const setupPage = definePage({
  path: paths.setup,
  title: text("New plan"),
  icon: IconPlus,
  load: async () => (await import("./setup-page.tsx")).SetupPage,
});
