import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, launchBrowser } from "../../support/browser.ts";
import { prepareHoldfast } from "../../support/holdfast.ts";
import { type ServedStage, serveStage } from "../stage/serve.ts";
import type { StageName } from "../stage/stages.ts";
import { VIEWS } from "../stage/views.ts";
import { speakPseudo, unsaid } from "./pseudo-locale.ts";
import { settled } from "./window.ts";

describe.skipIf(CHROMIUM === undefined)("in a language that brackets each text", () => {
  let browser: Browser;
  let shown: (ServedStage & { readonly stage: StageName; readonly page: Page }) | undefined;

  beforeAll(async () => {
    await prepareHoldfast();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await shown?.stop();
    await browser.close();
  });

  /** One window for each stage, gone through as a user goes. */
  async function show(stage: StageName): Promise<NonNullable<typeof shown>> {
    if (shown?.stage === stage) return shown;
    await shown?.page.context().close();
    await shown?.stop();
    const served = await serveStage(stage);
    const context = await browser.newContext({ viewport: { width: 1280, height: 844 }, locale: "de-DE" });
    const page = await context.newPage();
    await speakPseudo(page);
    shown = { ...served, stage, page };
    return shown;
  }

  it("would find what is said in another way", async () => {
    const { page, origin } = await show("safe");
    await page.unroute("**/assets/de-*.js");
    await page.goto(`${origin}/settings`);
    await page.getByText("Sprache").waitFor();
    await settled(page);
    expect((await unsaid(page, "safe")).length).toBeGreaterThan(20);
    await speakPseudo(page);
  });

  const views = VIEWS.toSorted((a, b) => a.stage.localeCompare(b.stage));
  it.each(views.map((view) => [view.name, view] as const))("%s says nothing else", async (_name, { stage, path }) => {
    const { page, origin } = await show(stage);
    await page.goto(origin + path);
    await page.locator("h1", { hasText: "⟦" }).or(page.locator("h1")).first().waitFor();
    await settled(page);
    expect(await page.evaluate("document.documentElement.lang")).toBe("de-DE");
    expect(await page.locator("body").innerText()).toContain("⟧");
    expect(await unsaid(page, stage)).toEqual([]);
  });
});
