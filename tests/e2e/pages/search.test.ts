import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { CHROMIUM } from "../../support/browser.ts";
import { targetId } from "../stage/ids.ts";
import type { StageName } from "../stage/stages.ts";
import { violations } from "./axe.ts";
import { type Call, callsOf, changeTheme, focused, settled, stagedWindow } from "./window.ts";

describe.skipIf(CHROMIUM === undefined)("finding files", () => {
  const window = stagedWindow();
  let page: Page;
  let calls: readonly Call[] = [];

  async function open(stage: StageName, path: string, width?: number): Promise<void> {
    page = await window.open(stage, path, width);
    calls = callsOf(page);
  }
  const called = (name: string) => calls.filter((call) => call.name === name);
  /** Ready for what is typed. */
  const ready = async (): Promise<void> => {
    await page.locator("input[type=search]:focus").waitFor();
  };
  const field = () => page.getByRole("searchbox");
  const hit = (name: RegExp) => page.getByRole("link", { name });

  describe("from the header", () => {
    it("brings a file back in three clicks from the overview", async () => {
      await open("safe", "/");
      await page.getByRole("button", { name: /^Find a file/ }).click();
      await ready();
      await page.keyboard.type("budget 2026");
      await page.getByRole("button", { name: "Restore…: budget 2026.ods" }).first().click();
      await page.getByRole("button", { name: "Restore 1 file" }).click();
      await page.getByRole("dialog").getByRole("progressbar").waitFor();
      expect(called("restores/start")[0]?.input).toMatchObject({
        ...{ targetId: targetId(1), destination: { type: "original" } },
        selections: [{ names: ["budget 2026.ods"] }],
      });
    });

    it("is there by the keyboard from anywhere, and arrows lead through what is found", async () => {
      await open("safe", "/plans");
      await page.keyboard.press("Control+k");
      await ready();
      await page.keyboard.type("budget");
      await hit(/budget 2026\.ods/)
        .first()
        .waitFor();
      await page.keyboard.press("ArrowDown");
      await expect.poll(() => focused(page)).toContain("budget");
      await page.keyboard.press("Tab");
      expect(await focused(page)).toMatch(/^Restore…: budget/);
      await page.keyboard.press("ArrowUp");
      expect(await field().evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: /budget/ }).waitFor();
      expect(await page.getByRole("dialog").count()).toBe(0);
    });

    it("keeps the focus when what had it is not found any more", async () => {
      await open("safe", "/");
      await page.keyboard.press("Control+k");
      await ready();
      await page.keyboard.type("budget 2026");
      await hit(/budget 2026/)
        .first()
        .waitFor();
      await page.keyboard.press("ArrowDown");
      await expect.poll(() => focused(page)).toContain("budget");
      // As a slow answer to what was typed before does.
      await page.evaluate(`(() => {
        const input = document.querySelector('input[type=search]');
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, 'minutes');
        input.dispatchEvent(new Event('input', { bubbles: true }));
      })()`);
      await page.locator("input[type=search]:focus").waitFor();
    });

    it("leads to places, too", async () => {
      await open("safe", "/");
      await page.keyboard.press("Control+k");
      await ready();
      await page.keyboard.type("target");
      await page.getByRole("link", { name: "Add a target" }).click();
      await page.waitForURL("**/targets/add");
    });

    it("says what was deleted since, marks what was searched for, and is free of complaints", async () => {
      await open("safe", "/");
      await page.keyboard.press("Control+k");
      await ready();
      await page.keyboard.type("bank");
      await page
        .getByText(/^deleted since; last saved/)
        .first()
        .waitFor();
      expect(await page.locator("mark").first().textContent()).toBe("bank");
      expect(await violations(page)).toEqual([]);
      await changeTheme(page, "dark");
      expect(await violations(page)).toEqual([]);
    });

    it("fills a narrow window", async () => {
      await open("safe", "/", 360);
      await page.getByRole("button", { name: /^Find a file/ }).click();
      await ready();
      await page.keyboard.type("a");
      await page.getByRole("heading", { name: "Files" }).waitFor();
      expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
      expect(await violations(page)).toEqual([]);
    });
  });

  describe("on the page of all that is found", () => {
    it("has what was searched for in its address, and more page by page", async () => {
      await open("huge", "/search?text=scan");
      await page.getByText("The best 50 of what is found").waitFor();
      expect(await page.getByRole("main").getByRole("listitem").count()).toBe(50);
      await page.getByRole("button", { name: "Show more" }).click();
      await page.getByText("The best 100 of what is found").waitFor();
      expect(called("search/find").at(-1)?.input).toMatchObject({ text: "scan", offset: 50, limit: 50 });
      await field().fill("nowhere");
      await page.getByText("Nothing is found.").waitFor();
      await page.waitForURL("**/search?text=nowhere");
    });

    it("is led to from the header", async () => {
      await open("huge", "/");
      await page.keyboard.press("Control+k");
      await ready();
      await page.keyboard.type("scan");
      await page.getByRole("link", { name: "All that is found for “scan”" }).click();
      await page.waitForURL("**/search?text=scan");
      await page.getByText("The best 50 of what is found").waitFor();
    });

    it("can be kept to one target", async () => {
      await open("many-places", "/search?text=budget");
      await hit(/budget/)
        .first()
        .waitFor();
      await page.getByRole("combobox", { name: "Target" }).click();
      await page.getByRole("option").first().click();
      await page.waitForURL("**target=**");
      await expect.poll(() => called("search/find").at(-1)?.input).toHaveProperty("targetId");
    });
  });

  describe("on a file's page", () => {
    const NOTES = `/restore/${targetId(1)}/file?path=${encodeURIComponent("/home/ada/Documents/Notes.md")}`;

    it("shows what is in it in a frame that runs nothing, and its versions", async () => {
      await open("safe", NOTES);
      const frame = page.locator("iframe");
      await frame.waitFor();
      expect(await frame.getAttribute("sandbox")).toBe("");
      await page.frameLocator("iframe").getByText("The boiler is due").waitFor();
      expect(await page.getByRole("radio").count()).toBeGreaterThan(0);
      expect(await violations(page)).toEqual([]);
    });

    it("restores the version that is chosen", async () => {
      await open("safe", NOTES.replace("Notes.md", "budget 2026.ods"));
      await page.getByText("Files of this kind are not shown here.").waitFor();
      const versions = page.getByRole("radio");
      const last = (await versions.count()) - 1;
      await versions.nth(last).check();
      const chosen = new URL(page.url()).searchParams.get("snapshot");
      await page.getByRole("button", { name: "Restore…" }).click();
      await page.getByRole("button", { name: "Restore 1 file" }).click();
      await page.getByRole("dialog").getByRole("progressbar").waitFor();
      if (last > 0) expect(called("restores/start")[0]?.input).toMatchObject({ snapshotId: chosen });
    });

    it("says that no snapshot has it", async () => {
      await open("safe", NOTES.replace("Notes.md", "none"));
      await page.getByText("No snapshot that is known on this target has this file.").waitFor();
      await settled(page);
      expect(await violations(page)).toEqual([]);
    });
  });
});
