import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, launchBrowser } from "../../support/browser.ts";
import { prepareHoldfast } from "../../support/holdfast.ts";
import { serveStage } from "../stage/serve.ts";
import { type OpenedPage, openStage } from "./window.ts";

describe.skipIf(CHROMIUM === undefined)("the language of the window", () => {
  let browser: Browser;

  beforeAll(async () => {
    await prepareHoldfast();
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  async function inSettings(work: (opened: OpenedPage) => Promise<void>): Promise<void> {
    const opened = await openStage(browser, "safe", "/settings");
    try {
      await work(opened);
    } finally {
      await opened.close();
    }
  }

  it("is the one that was chosen, at once and from the first paint on", () =>
    inSettings(async ({ page, served }) => {
      await page.getByRole("radio", { name: "Deutsch" }).focus();
      await page.keyboard.press("Space");
      await page.getByRole("heading", { level: 1, name: "Einstellungen" }).waitFor();
      expect(await page.evaluate("document.documentElement.lang")).toBe("de");
      expect(served.agent.preferences.language).toBe("de");
      await page.locator('input[value="de"]:focus').waitFor();

      // What a mutation observer sees from the beginning on is all that was ever painted.
      await page.addInitScript(`
        globalThis.headings = new Set();
        new MutationObserver(() => document.querySelectorAll("nav a span").forEach((each) => headings.add(each.textContent)))
          .observe(document, { childList: true, subtree: true, characterData: true });
      `);
      await page.reload();
      await page.getByRole("heading", { level: 1, name: "Einstellungen" }).waitFor();
      const shown = await page.evaluate<string[]>("[...headings]");
      expect(shown).toContain("Einstellungen");
      expect(shown).not.toContain("Settings");

      await page.getByRole("radio", { name: "English" }).click();
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    }));

  it("follows what another window or the tray has chosen", () =>
    inSettings(async ({ page, served }) => {
      served.agent.preferences = { ...served.agent.preferences, language: "de" };
      served.agent.changed("preferences");
      await page.getByRole("heading", { level: 1, name: "Einstellungen" }).waitFor();
    }));

  it("is the computer's if it is spoken, with its dates and figures, and a failure's too", async () => {
    const { origin, stop } = await serveStage("failed");
    const context = await browser.newContext({ locale: "de-AT" });
    try {
      const page = await context.newPage();
      await page.goto(origin);
      await page.getByText("Die letzte Sicherung von Documents ist fehlgeschlagen.").first().waitFor();
      expect(await page.evaluate("document.documentElement.lang")).toBe("de-AT");
      await page.setViewportSize({ width: 360, height: 844 });
      const cutOff =
        "(() => { const ul = document.querySelector('nav ul'); return ul.scrollWidth - ul.clientWidth; })()";
      expect(await page.evaluate(cutOff), "the bar of places").toBeLessThanOrEqual(0);
      await page.goto(`${origin}/activity`);
      await page.getByRole("heading", { name: "Heute" }).waitFor();
      await page
        .getByText(/Auf „.*“ ist kein Platz mehr\./)
        .first()
        .waitFor();
    } finally {
      await context.close();
      await stop();
    }
  });
});
