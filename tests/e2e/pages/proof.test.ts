import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { CHROMIUM } from "../../support/browser.ts";
import { stageNow } from "../stage/clock.ts";
import { runId, targetId } from "../stage/ids.ts";
import type { StageName } from "../stage/stages.ts";
import { violations } from "./axe.ts";
import { settled, stagedWindow } from "./window.ts";

const OVERFLOW = "document.documentElement.scrollWidth - innerWidth";

describe.skipIf(CHROMIUM === undefined)("proof in the window", () => {
  const window = stagedWindow();

  async function open(stage: StageName, path = "/proof", width?: number): Promise<Page> {
    const page = await window.open(stage, path, width);
    await settled(page);
    return page;
  }
  const agent = () => window.served.agent;
  const sentence = (page: Page) => page.locator("h1");
  const tests = () => agent().runs.filter(({ kind, state }) => kind === "test-restore" && state !== "ended");

  it("tells by itself when a test has ended otherwise: the agent says so, and nothing is reloaded", async () => {
    const page = await open("test-failed");
    await sentence(page)
      .getByText(/^The last test-restore of Photos failed/)
      .waitFor();
    agent().plans = agent().plans.map((state) => ({
      ...state,
      targets: state.targets.map(({ testFailure: _, ...on }) => ({ ...on, provenAt: stageNow() })),
    }));
    agent().changed("proof");
    await sentence(page)
      .getByText(/^Everything came back when it was last tested/)
      .waitFor();
    expect(await page.getByRole("button", { name: /^Test again/ }).count()).toBe(0);
  });

  it("asks how much, tests, shows it going on and stops it", async () => {
    const page = await open("proven");
    await page
      .getByRole("button", { name: /^Test now: Documents/ })
      .first()
      .focus();
    await page.keyboard.press("Enter");
    const amounts = page.getByRole("menuitem");
    await amounts.first().waitFor();
    expect(await amounts.count()).toBe(3);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const stop = page.getByRole("button", { name: /^Stop: Test-restore of Documents/ });
    await stop.first().waitFor();
    expect(tests()).toHaveLength(1);
    await page.getByRole("menu").waitFor({ state: "detached" });
    await page.locator(".recharts-bar-rectangle").first().waitFor();
    expect(await violations(page)).toEqual([]);
    await stop.first().click();
    await page
      .getByRole("button", { name: /^Test now: Documents/ })
      .first()
      .waitFor();
    expect(tests()).toEqual([]);
  });

  it("leads from a failure to what failed, and to what mends it", async () => {
    const page = await open("test-failed");
    const card = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Test again/ }) });
    const mend = card.getByRole("link", { name: "Check and repair…" });
    expect(await mend.getAttribute("href")).toBe(`/targets#${targetId(2)}`);
    await card.getByRole("link", { name: "See what failed" }).click();
    await page.waitForURL(`**/activity/${runId(29)}`);
    await page
      .getByText(/things did not come back/)
      .first()
      .waitFor();
  });

  it("shows the tests of a day that is chosen", async () => {
    const page = await open("proven");
    const days = page.getByRole("list", { name: "Days and their tests" });
    expect(await days.getByRole("listitem").count()).toBe(90);
    const day = days.getByRole("button").last();
    await day.focus();
    await page.keyboard.press("Enter");
    expect(await day.getAttribute("aria-pressed")).toBe("true");
    await page.getByRole("list", { name: /^Tests on/ }).waitFor();
  });

  it("has its history as a table, too", async () => {
    const page = await open("proven");
    await page.locator(".recharts-bar-rectangle").first().waitFor();
    await page.getByText("The same as a table", { exact: true }).click();
    const table = page.getByRole("table");
    expect(await table.getByRole("row").count()).toBe(31);
    expect(await violations(page)).toEqual([]);
  });

  it("is on the overview: on each plan's card, and as a decision after a failure", async () => {
    const page = await open("test-failed", "/");
    await page.getByText(/^The last test-restore of Photos failed:/).waitFor();
    await page.getByRole("link", { name: "See what failed" }).waitFor();
    await page.getByRole("link", { name: "the last test-restore failed", exact: true }).click();
    await page.waitForURL("**/proof");
  });

  it.each<StageName>(["empty", "proven", "test-failed", "testing", "huge"])("fits into 360 px: %s", async (stage) => {
    const page = await open(stage, "/proof", 360);
    await sentence(page).waitFor();
    expect(await page.evaluate<number>(OVERFLOW)).toBe(0);
  });
});
