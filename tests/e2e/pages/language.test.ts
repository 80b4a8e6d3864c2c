import { describe, expect, it } from "vitest";
import { CHROMIUM } from "../../support/browser.ts";
import { serveStage } from "../stage/serve.ts";
import { stagedWindow } from "./window.ts";

describe.skipIf(CHROMIUM === undefined)("the language of the window", () => {
  const window = stagedWindow();

  it("is the one that was chosen, at once and from the first paint on", async () => {
    const page = await window.open("safe", "/settings");
    const { served } = window;
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
  });

  it("follows what another window or the tray has chosen", async () => {
    const page = await window.open("safe", "/settings");
    const { served } = window;
    served.agent.preferences = { ...served.agent.preferences, language: "de" };
    served.agent.changed("preferences");
    await page.getByRole("heading", { level: 1, name: "Einstellungen" }).waitFor();
  });

  it("is the computer's if it is spoken, with its dates and figures, and a failure's too", async () => {
    const { origin, stop } = await serveStage("failed");
    const context = await window.browser.newContext({ locale: "de-AT" });
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
