import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { CHROMIUM } from "../../support/browser.ts";
import { planId, targetId } from "../stage/ids.ts";
import { violations } from "./axe.ts";
import { focused, settled, stagedWindow } from "./window.ts";

const PLAN = `/plans/${planId(1)}`;
const PHOTOS = `/plans/${planId(2)}`;

describe.skipIf(CHROMIUM === undefined)("a plan in the window", () => {
  const window = stagedWindow();

  const { open } = window;
  const planNow = () => window.served.agent.plans[0]?.plan;
  const change = (page: Page, what: string) => page.getByRole("button", { name: `Change ${what}:` });

  describe("is a sentence whose words can be changed", () => {
    it("when: one of the simple choices, with its time", async () => {
      const page = await open("safe", PLAN);
      await change(page, "when").click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("radio", { name: "As files change", checked: true }).waitFor();
      await dialog.getByRole("radio", { name: "Every week on some days" }).check();
      await dialog.getByLabel("Monday").check();
      await dialog.getByLabel("At", { exact: true }).fill("07:30");
      await dialog.getByRole("button", { name: "Save" }).click();
      await page.getByRole("button", { name: "Change when: every Monday and Friday at 07:30" }).waitFor();
      expect(planNow()?.schedules.map(({ when, action }) => [when.type, action.type])).toEqual([
        ["weekly", "backup"],
        ["weekly", "tidy"],
      ]);
    });

    it("when: several times, each with what is done", async () => {
      const page = await open("safe", PLAN);
      await change(page, "when").click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("radio", { name: "More", exact: true }).check();
      await dialog.getByRole("button", { name: "Add another time" }).click();
      const added = dialog.getByRole("group", { name: "Back up every day" });
      await added.getByRole("combobox", { name: "What" }).click();
      await page.getByRole("option", { name: "Back up in full" }).click();
      await dialog.getByRole("group", { name: "Back up in full" }).getByRole("combobox", { name: "When" }).click();
      await page.getByRole("option", { name: "As in crontab" }).click();
      await dialog.getByLabel("Times, as in crontab").fill("0 3 * *");
      await dialog.getByText("Five fields are needed.").waitFor();
      expect(await dialog.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
      await dialog.getByLabel("Times, as in crontab").fill("0 3 * * 1");
      await dialog.getByRole("button", { name: "Save" }).click();
      await dialog.waitFor({ state: "detached" });
      expect(planNow()?.schedules.at(-1)).toMatchObject({
        when: { type: "cron", expression: "0 3 * * 1" },
        action: { type: "backup", mode: "full" },
      });
    });

    it("keep: shows what goes before it can be saved, and the button says it", async () => {
      const page = await open("safe", PLAN);
      await change(page, "what is kept").click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("radio", { name: "A year", checked: true }).waitFor();
      await dialog.getByRole("radio", { name: "Numbers of my own" }).check();
      for (const field of ["Hours", "Weeks", "Months", "Years"])
        await dialog.getByLabel(`${field}, one of each`).fill("");
      await dialog.getByLabel("Days, one of each").fill("5");
      const save = dialog.getByRole("button", { name: "Save and remove 37 snapshots at the next tidying" });
      await save.waitFor();
      await dialog.getByText("5 snapshots of 42 stay, 37 go.").waitFor();
      await dialog.getByRole("list", { name: "Days of snapshots on Blue drive" }).waitFor();
      expect(await violations(page)).toEqual([]);
      await save.click();
      await page.getByRole("button", { name: "Change what is kept: 5 days of history" }).waitFor();
      expect(planNow()?.keep).toEqual({ daily: 5 });
    });

    it("keep: everything needs no preview and leaves no rules", async () => {
      const page = await open("safe", PLAN);
      await change(page, "what is kept").click();
      await page.getByRole("radio", { name: "Everything" }).check();
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByRole("button", { name: "Change what is kept: everything" }).waitFor();
      expect(planNow()).not.toHaveProperty("keep");
    });

    it("conditions: says what it waits for", async () => {
      const page = await open("safe", PLAN);
      await change(page, "what it waits for").click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Wait while the computer runs on battery").check();
      await dialog.getByLabel("Wait while somebody uses the computer").check();
      await dialog.getByLabel("Only in these wireless networks").fill("Home\n\nOffice");
      await dialog.getByRole("button", { name: "Add quiet hours" }).click();
      expect(await violations(page)).toEqual([]);
      await dialog.getByRole("button", { name: "Save" }).click();
      const words = "wait while on battery, away from its 2 networks, somebody uses the computer or in quiet hours";
      await page.getByRole("button", { name: `Change what it waits for: ${words}` }).waitFor();
      expect(planNow()?.conditions).toMatchObject({ onMains: true, idleMinutes: 5, networks: ["Home", "Office"] });
    });

    it("folders: on the page for them", async () => {
      const page = await open("safe", PLAN);
      await change(page, "what is backed up").click();
      await page.getByRole("heading", { name: "Change Documents", level: 1 }).waitFor();
    });

    it("and the details: commands before and after", async () => {
      const page = await open("safe", PLAN);
      await page.getByText("Details", { exact: true }).first().click();
      await page.getByRole("button", { name: "Change the commands before and after" }).click();
      await page.getByLabel("Before each backup", { exact: true }).fill("pg_dump mydata");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("pg_dump mydata").waitFor();
      expect(planNow()?.commands).toEqual({ before: { command: "pg_dump mydata", timeoutSeconds: 600 } });
    });

    it("by keyboard, and the focus comes back to the word", async () => {
      const page = await open("safe", PLAN, 360);
      await change(page, "when").focus();
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor();
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await expect.poll(() => focused(page)).toBe("Change when: as files change");
    });
  });

  it("gets its times and what it keeps in the set-up, and is good as it is", async () => {
    const page = await open("safe", "/setup");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Office server").first().click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Change when it backs up: as files change" }).waitFor();
    await page.getByRole("button", { name: "Change what it keeps: a year of history" }).click();
    await page.getByRole("radio", { name: "A month" }).check();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Back up now" }).click();
    await page.getByRole("heading", { name: "The first backup" }).waitFor();
    const made = window.served.agent.plans.at(-1)?.plan;
    expect(made?.keep).toEqual({ hourly: 48, daily: 30 });
    expect(made?.schedules.map(({ when, action }) => [when.type, action.type])).toEqual([
      ["changes", "backup"],
      ["weekly", "tidy"],
      ["weekly", "test"],
    ]);
  });

  it("closes a warning about an unusual change only when it is told to", async () => {
    const page = await open("mass-change", "/");
    await page.getByText(/41,877 of 48,211 files were rewritten .* The last good backup is of/).waitFor();
    const link = page.getByRole("link", { name: "Show the last good backup" });
    expect(await link.getAttribute("href")).toContain(`/restore/${targetId(1)}/`);
    await page.getByRole("button", { name: "This was me" }).click();
    await link.waitFor({ state: "detached" });
    expect(window.served.agent.plans[0]?.targets[0]).not.toHaveProperty("massChange");
  });

  it("foretells what is due, and what will wait", async () => {
    const page = await open("paused", "/plans");
    await settled(page);
    await page.getByText("Documents is backed up whenever files change.").waitFor();
    const forecast = page.getByRole("region", { name: "The next 7 days" });
    expect(await forecast.getByText("Back up: Photos").count()).toBe(7);
    await forecast.getByText("Back up in full: Photos").waitFor();
  });

  it("pauses for a while, and resumes", async () => {
    const page = await open("safe", "/");
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("menuitem", { name: "Until I resume" }).click();
    await page.getByText("Backups are paused until you resume.").waitFor();
    await page.getByText("Paused until you resume").first().waitFor();
    await page.getByRole("button", { name: "Resume" }).click();
    await page.getByRole("button", { name: "Pause" }).waitFor();
    expect(window.served.agent.preferences).not.toHaveProperty("paused");
  });

  it("copies the command that lets all folders be watched", async () => {
    const page = await open("limits", PLAN);
    await page.getByText("/mnt/office/shared: on a network, changes by others are not told").waitFor();
    await page.getByText("fs.inotify.max_user_watches=524288").waitFor();
    await page.getByRole("button", { name: "Copy the command" }).waitFor();
  });

  it("says each of its times, and is tidied by hand", async () => {
    const page = await open("safe", PHOTOS);
    await page.getByRole("button", { name: "Change when: every day at 20:00 and every Saturday at 21:30" }).waitFor();
    await page.getByRole("button", { name: "More to do with Photos" }).click();
    await page.getByRole("menuitem", { name: /^Tidy up now/ }).click();
    await page.getByRole("progressbar", { name: "Tidy up Photos" }).waitFor();
    await page.getByText("Working out what can go", { exact: true }).waitFor();
  });

  it("makes room on a target, and repairs one only after saying what goes", async () => {
    const page = await open("limits", "/targets");
    await page.getByRole("button", { name: "Repair Blue drive" }).click();
    await page.getByText("Files that are lost are left out of their snapshots").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Repair", exact: true }).click();
    await page.getByRole("progressbar", { name: "Repair Blue drive" }).waitFor();
    await page.getByRole("button", { name: "Make room: Office server" }).click();
    await page.getByRole("progressbar", { name: "Make room on Office server" }).waitFor();
  });

  it("has limits of bandwidth by time of day", async () => {
    const page = await open("safe", "/settings");
    await page.getByRole("button", { name: "Add a limit" }).click();
    const limit = page.getByRole("group", { name: "Limit 1" });
    await limit.getByLabel("Upload at most (MB a second)").fill("2.5");
    await limit.getByLabel("Download at most (MB a second)").fill("10");
    await limit.getByLabel("Only in some hours").uncheck();
    await page.getByRole("button", { name: "Save the limits" }).click();
    await page.getByText("Now: 2.5 MB a second up and 10.0 MB down, always.").waitFor();
    await page.getByRole("button", { name: "Save the limits" }).waitFor({ state: "detached" });
    expect(window.served.agent.preferences.bandwidth).toEqual([
      { uploadBytesPerSecond: 2_500_000, downloadBytesPerSecond: 10_000_000 },
    ]);
  });
});
