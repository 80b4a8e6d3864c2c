import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { CHROMIUM, complaintsOf } from "../../support/browser.ts";
import { snapshotId, targetId } from "../stage/ids.ts";
import type { StageName } from "../stage/stages.ts";
import { violations } from "./axe.ts";
import { changeTheme, settled, stagedWindow } from "./window.ts";

const TARGET = `/restore/${targetId(1)}`;
const ofSnapshot = (number: number): string => `${TARGET}/${snapshotId(number)}`;
const inFolder = (number: number, folder: string): string =>
  `${ofSnapshot(number)}?folder=${encodeURIComponent(folder)}`;
const PROJECTS = "/home/ada/Documents/Projects";

describe.skipIf(CHROMIUM === undefined)("browsing through time", () => {
  const window = stagedWindow();
  let page: Page;
  let complaints: readonly string[];

  async function open(stage: StageName, path: string, width?: number): Promise<void> {
    page = await window.open(stage, path, width);
    page.setDefaultTimeout(15_000);
    complaints = complaintsOf(page);
    await settled(page);
  }
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const lines = () => page.getByRole("treeitem");
  const current = () => page.locator('[role="treeitem"][aria-current]');
  const row = (name: RegExp) => page.getByRole("row", { name });
  const isFocused = (index: number) =>
    page.locator(`[role="treeitem"][data-index="${index}"]:focus`).waitFor({ state: "attached" });

  describe("the timeline", () => {
    it("opens at the newest snapshot, with its folder beside it", async () => {
      await open("safe", "/restore");
      await row(/Documents/).waitFor();
      expect(new URL(page.url()).pathname).toBe(ofSnapshot(1));
      await page.getByText("42 snapshots", { exact: true }).waitFor();
      expect(await current().innerText()).toMatch(/\+1\.2 GB/);
      expect(await current().textContent()).toContain("Came back in a test-restore");
    });

    it("stays small and fast with five thousand snapshots", async () => {
      await open("huge", ofSnapshot(1));
      await page.getByText("5,000 snapshots", { exact: true }).waitFor();
      expect(await lines().count()).toBeLessThan(60);
      await current().focus();
      await press("End");
      await page.locator('[role="treeitem"]:focus', { hasText: "2023" }).waitFor();
      await press("ArrowRight", "End", "ArrowRight", "End");
      await page.locator('[role="treeitem"][aria-level="3"]:focus').waitFor();
      expect(await lines().count()).toBeLessThan(60);
      expect(complaints).toEqual([]);
    });

    it("is gone through with the keyboard", async () => {
      await open("huge", ofSnapshot(1));
      await current().focus();
      await press("Home");
      await isFocused(0);
      await press("ArrowDown", "ArrowDown", "ArrowDown");
      await isFocused(3);
      await press("ArrowLeft");
      await isFocused(2);
      expect(await lines().nth(2).getAttribute("aria-expanded")).toBe("true");
      await press("ArrowLeft");
      await page.locator('[role="treeitem"][data-index="2"][aria-expanded="false"]').waitFor();
      await press("ArrowRight", "ArrowRight", "ArrowDown");
      await isFocused(4);
      await press("Enter");
      await expect.poll(() => new URL(page.url()).pathname).toBe(ofSnapshot(2));
      await isFocused(4); // who steps through time goes on from there
    });

    it("goes to a date that is typed", async () => {
      await open("huge", ofSnapshot(1));
      await current().focus();
      await page.keyboard.type("march 2025");
      expect(await page.getByLabel("Go to a date").inputValue()).toBe("march 2025");
      await page.getByRole("treeitem", { name: /^March March 2025/ }).waitFor();
      await press("Enter");
      await page.locator('[role="treeitem"]:focus', { hasText: /Monday,? 31 March 2025/ }).waitFor();
      await press("Enter");
      await page.getByRole("heading", { level: 1, name: /31 March 2025/ }).waitFor();
      await page.getByLabel("Go to a date").fill("no day");
      await page.getByText("No date is known by that name.").waitFor();
    });

    it("folds away where there is little room, and says when", async () => {
      await open("safe", ofSnapshot(1), 360);
      const when = page.getByRole("button", { name: /^When: today at/ });
      await row(/Documents/).waitFor();
      expect(await lines().count()).toBe(0);
      await when.click();
      await lines().nth(4).click();
      await page.getByRole("button", { name: /^When: / }).waitFor();
      await expect.poll(() => lines().count()).toBe(0);
      expect(new URL(page.url()).pathname).toBe(ofSnapshot(2));
      const widths = await page.evaluate<number[]>("[document.documentElement.scrollWidth, innerWidth]");
      expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
    });
  });

  describe("another snapshot", () => {
    it("shows the folder that is open, and what was chosen stays where it was chosen", async () => {
      await open("safe", inFolder(1, "/home/ada/Documents"));
      await row(/budget/).click();
      await page.getByText(/^1 file .+ chosen$/).waitFor();
      await lines().nth(4).click();
      await page.getByText("What you chose in the other snapshot is chosen there only.").waitFor();
      await row(/budget/).waitFor();
      expect(new URL(page.url()).searchParams.get("folder")).toBe("/home/ada/Documents");
      await page.goBack();
      await page.getByText(/^1 file .+ chosen$/).waitFor();
    });

    it("shows the nearest folder above one that it does not have, and says so", async () => {
      await open("safe", inFolder(30, `${PROJECTS}/House`));
      await page.getByText("“House” is not in this snapshot. This is the nearest folder above it.").waitFor();
      await row(/Accounts/).waitFor();
      expect(new URL(page.url()).searchParams.get("folder")).toBe(`${PROJECTS}/House`);
    });
  });

  describe("a file", () => {
    it("is seen beside its folder, with its versions, where there is room", async () => {
      await open("safe", inFolder(1, "/home/ada/Documents"), 1600);
      await row(/Notes\.md/).click();
      const panel = page.getByRole("complementary", { name: "The file" });
      await panel.getByRole("heading", { name: "Notes.md" }).waitFor();
      await panel.frameLocator("iframe").getByText("Call the school about the trip in April.").waitFor();
      await panel.getByRole("radio").first().waitFor();
      expect(await violations(page)).toEqual([]);
      await press("ArrowUp");
      await panel.getByRole("heading", { name: "minutes-of-the-meeting.docx" }).waitFor();
      await row(/Accounts/).click();
      await panel.waitFor({ state: "detached" });
    });

    it("leads to its versions from a narrower window, too", async () => {
      await open("safe", inFolder(1, "/home/ada/Documents"), 1000);
      await row(/Notes\.md/).click();
      expect(await page.getByRole("complementary", { name: "The file" }).count()).toBe(0);
      await page.getByRole("link", { name: "Versions…" }).click();
      await page.getByRole("heading", { level: 1, name: "Notes.md" }).waitFor();
    });
  });

  describe("comparing", () => {
    it("with the one before says how many differ, lists one kind, and restores from the older one", async () => {
      await open("safe", ofSnapshot(1));
      await page.getByRole("link", { name: "Compare with the one before" }).click();
      await page.getByText(/^\d+ files or folders added, \d+ changed, \d+ removed; .+ MB more\./).waitFor();
      await page.getByText("Removed: 9").click();
      const list = page.getByRole("listitem");
      await expect.poll(() => list.getByText("removed", { exact: true }).count()).toBeGreaterThan(3);
      expect(await list.getByText("added", { exact: true }).count()).toBe(0);
      await page
        .getByRole("button", { name: /^Restore .+ as it was before…$/ })
        .first()
        .click();
      const sheet = page.getByRole("dialog");
      await sheet.getByText(/^Writes 1 file/).waitFor();
      expect(await violations(page)).toEqual([]);
      await sheet.getByRole("button", { name: "Restore 1 file" }).click();
      await sheet.getByRole("progressbar").waitFor();
    });

    it("leaves only what is in a folder, and everything again", async () => {
      await open("safe", `${TARGET}/compare?before=${snapshotId(2)}&after=${snapshotId(1)}`);
      await page.getByRole("link", { name: "/home/ada/Documents/Accounts" }).first().click();
      await page.getByText("Only in /home/ada/Documents/Accounts").waitFor();
      await expect.poll(() => page.getByRole("link", { name: "/home/ada/Letters" }).count()).toBe(0);
      await page.getByRole("link", { name: "Compare everything" }).click();
      await page.getByRole("link", { name: "/home/ada/Documents/Accounts" }).first().waitFor();
      expect(new URL(page.url()).searchParams.get("folder")).toBeNull();
    });

    it("with another one takes the two in the order of time", async () => {
      await open("safe", ofSnapshot(2));
      await page.getByRole("button", { name: "Compare with another…" }).click();
      await page.getByText("Choose in the timeline which snapshot to compare this one with.").waitFor();
      await lines().nth(3).click();
      await page.getByRole("heading", { level: 1, name: "Compare snapshots" }).waitFor();
      const { searchParams } = new URL(page.url());
      expect([searchParams.get("before"), searchParams.get("after")]).toEqual([snapshotId(2), snapshotId(1)]);
      await page
        .getByRole("link", { name: /^Open the folder of/ })
        .first()
        .click();
      await row(/budget|Notes|Contract/)
        .first()
        .waitFor();
    });

    it("lists a hundred thousand changes page by page, and says that there are more", async () => {
      await open("huge", `${TARGET}/compare?before=${snapshotId(2)}&after=${snapshotId(1)}`);
      await page.getByText(/^Very much differs\. The list has the first 100,000;/).waitFor();
      const list = page.getByRole("list").filter({ has: page.getByText("scan-0.tif") });
      expect(await list.getByRole("listitem").first().getAttribute("aria-setsize")).toBe("100000");
      expect(await page.getByRole("listitem").count()).toBeLessThan(80);
      await page.getByLabel("What differs").focus();
      await press("End");
      await page.getByText("scan-99999.tif").waitFor();
    });

    it("says when nothing differs, and when there is nothing to compare", async () => {
      await open("safe", `${TARGET}/compare?before=${snapshotId(1)}&after=${snapshotId(1)}`);
      await page.getByText("Nothing differs: both snapshots have the same files, with the same content.").waitFor();
      await page.goto(`${window.served.origin}${TARGET}/compare?before=nonsense`);
      await page.getByText("Two snapshots are needed to compare.").waitFor();
    });
  });

  it.each(["light", "dark"] as const)("keeps nobody out, %s", async (colorScheme) => {
    await open("safe", inFolder(1, "/home/ada/Documents"));
    await changeTheme(page, colorScheme);
    await row(/budget/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 780 });
    await page.getByRole("button", { name: /^When: / }).click();
    await lines().first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${window.served.origin}${TARGET}/compare?before=${snapshotId(2)}&after=${snapshotId(1)}`);
    await page.getByText(/files or folders added/).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
