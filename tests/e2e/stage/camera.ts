import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import type { Browser, Page } from "playwright";
import { areAlike } from "./alike.ts";
import { stageNow } from "./clock.ts";
import { serveStage } from "./serve.ts";
import type { StageName } from "./stages.ts";

export type Theme = "light" | "dark";
export const THEMES: readonly Theme[] = ["light", "dark"];

/** What a picture is of, and how. */
export interface Shot {
  readonly stage: StageName;
  readonly path: string;
  readonly theme: Theme;
  readonly width?: number;
  /** What the browser speaks: `en-GB` unless it is said. */
  readonly locale?: string;
  /** The whole page, however long, up to this; else what is in the window. */
  readonly mostHeight?: number;
  /** The page never ends to load, and is taken as it is. */
  readonly isLoading?: boolean;
  /** What is done on the page before. */
  readonly act?: (page: Page) => Promise<void>;
}

const NARROW = 600;

/** A picture (PNG) of a page of a stage of its own: what was done for one is not seen in the next. */
export async function takeShot(browser: Browser, shot: Shot): Promise<Buffer> {
  const { stage, path, theme, width = 1280, locale = "en-GB", isLoading = false, act } = shot;
  const { origin, stop } = await serveStage(stage);
  const viewport = { width, height: width < NARROW ? 780 : 800 };
  const context = await browser.newContext({
    ...{ viewport, colorScheme: theme, deviceScaleFactor: 1, reducedMotion: "reduce", locale },
    timezoneId: "Europe/London",
  });
  try {
    const page = await context.newPage();
    await page.clock.setFixedTime(stageNow());
    // Calls of the page go unanswered.
    if (isLoading) await page.route("**/rpc/**", () => {});
    await page.goto(origin + path);
    await page
      .locator(isLoading ? "[data-loading]" : "h1")
      .first()
      .waitFor({ state: "attached" });
    if (!isLoading) await page.locator("[data-loading]").first().waitFor({ state: "detached" });
    await act?.(page);
    // Nothing looks pressed because something was.
    await page.mouse.move(0, 0);
    await page.evaluate("document.fonts.ready");
    return await photograph(page, shot);
  } finally {
    await context.close();
    await stop();
  }
}

/** A long page is taken in a window as high as it is: what sticks to the window's edges stays there. */
async function photograph(page: Page, { mostHeight, width = 1280 }: Shot): Promise<Buffer> {
  if (mostHeight !== undefined) {
    const height = Math.ceil(await page.evaluate<number>("document.documentElement.scrollHeight"));
    await page.setViewportSize({
      width,
      height: Math.min(mostHeight, Math.max(height, page.viewportSize()?.height ?? 0)),
    });
  }
  return page.screenshot({ animations: "disabled" });
}

/** Writes a picture, but for one that looks as the one that is there. @returns whether it is another */
export async function keepPicture(browser: Browser, file: string, picture: Buffer): Promise<boolean> {
  const old = existsSync(file) ? await readFile(file) : undefined;
  const blank = await browser.newPage();
  try {
    if (old !== undefined && (await areAlike(blank, [old, picture]))) return false;
    await writeFile(file, picture);
    return true;
  } finally {
    await blank.close();
  }
}
