import type { Browser, Page } from "playwright";
import { type ServedStage, serveStage } from "../stage/serve.ts";
import type { StageName } from "../stage/stages.ts";

/** A page of a staged agent, until it is closed. */
export interface OpenedPage {
  readonly page: Page;
  readonly served: ServedStage;
  close(): Promise<void>;
}

/** Opens a page of a stage of its own, in a light window whose things do not move. */
export async function openStage(browser: Browser, stage: StageName, path: string, width = 1280): Promise<OpenedPage> {
  const served = await serveStage(stage);
  const viewport = { width, height: 844 };
  const context = await browser.newContext({
    ...{ viewport, colorScheme: "light", reducedMotion: "reduce", locale: "en-GB" },
  });
  const page = await context.newPage();
  await page.goto(served.origin + path);
  await page.locator("h1").first().waitFor({ state: "attached" });
  const close = async (): Promise<void> => {
    await context.close();
    await served.stop();
  };
  return { page, served, close };
}

/** Changes the system's theme, and resolves when the page has followed. */
export async function changeTheme(page: Page, theme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor();
}

/** Resolves when nothing on the page waits for the agent any more. */
export function settled(page: Page): Promise<void> {
  return page.locator("[data-loading]").first().waitFor({ state: "detached" });
}

/** The name of what has the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>("document.activeElement.ariaLabel ?? document.activeElement.textContent");
}
