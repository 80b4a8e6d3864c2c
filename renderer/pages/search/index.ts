import { IconSearch } from "@tabler/icons-react";
import { text } from "../../../shared/words/index.ts";
import { definePage, paths } from "../../navigation/index.ts";

export const searchPage = definePage({
  path: paths.search,
  title: text("Search"),
  icon: IconSearch,
  load: async () => (await import("./search-page.tsx")).SearchPage,
});
