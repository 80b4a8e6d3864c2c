// Screenshots of staged pages:
//   node tests/e2e/stage/pictures.ts FOLDER [--only TEXT]… [--theme light|dark]… [--width N]… [--window DIR]
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser } from "playwright";
import { complaintsOf, launchBrowser } from "../../support/browser.ts";
import { RENDERER, serveStage } from "./serve.ts";
import { VIEWS, type View } from "./views.ts";

type Theme = "light" | "dark";

interface PictureOptions {
  readonly folder: string;
  readonly views: readonly View[];
  readonly themes: readonly Theme[];
  readonly widths: readonly number[];
  /** The built window; the one in dist/ when absent. */
  readonly window?: string;
}

/** Writes FOLDER/VIEW-THEME-WIDTH.png for each of the combinations; the whole page, however long. */
export async function takePictures(browser: Browser, options: PictureOptions): Promise<void> {
  await mkdir(options.folder, { recursive: true });
  for (const view of options.views) {
    const served = await serveStage(view.stage, { window: options.window ?? RENDERER });
    try {
      for (const theme of options.themes) {
        for (const width of options.widths)
          await takePicture(browser, served.origin + view.path, view, theme, width, options);
      }
    } finally {
      await served.stop();
    }
  }
}

async function takePicture(
  browser: Browser,
  address: string,
  { name }: View,
  colorScheme: Theme,
  width: number,
  { folder }: PictureOptions,
): Promise<void> {
  const viewport = { width, height: width < 600 ? 844 : 800 };
  const page = await browser.newPage({ viewport, colorScheme, locale: "en-GB", reducedMotion: "reduce" });
  const complaints = complaintsOf(page);
  await page.goto(address);
  await page.locator("h1").first().waitFor({ state: "attached" });
  // The line to the agent stays open, so the network is never idle; the page says itself that it waits.
  await page.locator("[data-loading]").first().waitFor({ state: "detached" });
  await page.evaluate("document.fonts.ready");
  await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: true });
  await page.close();
  for (const complaint of complaints) console.error(`${name}: ${complaint}`);
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: "string", multiple: true },
      theme: { type: "string", multiple: true, default: ["light", "dark"] },
      width: { type: "string", multiple: true, default: ["1280", "390"] },
      window: { type: "string" },
    },
  });
  const [folder = "dist/pictures"] = positionals;
  const views = VIEWS.filter(({ name }) => values.only?.some((text) => name.includes(text)) ?? true);
  const themes = values.theme.filter((theme): theme is Theme => theme === "light" || theme === "dark");
  const browser = await launchBrowser();
  const window = values.window === undefined ? {} : { window: values.window };
  await takePictures(browser, { folder, views, themes, widths: values.width.map(Number), ...window });
  await browser.close();
}
