import type { Icon } from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { Text } from "../../shared/words/index.ts";

/** A page as the app knows it. */
export interface PageDefinition {
  /** In TanStack Router's notation, such as `/plans/$planId`. */
  readonly path: string;
  /** As the navigation and the window's title call it. */
  readonly title: Text;
  readonly icon: Icon;
  /** Fetches the page's code when it is needed: `async () => (await import("./plan-page.tsx")).PlanPage`. */
  readonly load: () => Promise<ComponentType>;
  /** Its place in the navigation, from the top; absent: reached from other pages. */
  readonly inNavigation?: number;
}

export function definePage(page: PageDefinition): PageDefinition {
  return page;
}
