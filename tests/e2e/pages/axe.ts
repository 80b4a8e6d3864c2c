import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What of a page keeps somebody out, each with the elements that do. */
export async function violations(page: Page): Promise<readonly string[]> {
  // Its other way of working opens a page of its own for what frames say; the window has none.
  const found = await new AxeBuilder({ page }).withTags(TAGS).setLegacyMode(true).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
}
