import type { Browser, Page, Request } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM, complaintsOf, launchBrowser } from "../support/browser.ts";
import { prepareHoldfast } from "../support/holdfast.ts";
import { violations } from "./pages/axe.ts";
import { type Call, callsOf } from "./pages/window.ts";
import { carefulRouter, RIGHT_PASSPHRASE } from "./stage/careful-router.ts";
import { ARCHIVE } from "./stage/disk.ts";
import { targetId } from "./stage/ids.ts";
import { type ServedStage, serveStage } from "./stage/serve.ts";
import { NEWEST_SNAPSHOT, type StageName } from "./stage/stages.ts";

const SNAPSHOT = `/restore/${targetId(1)}/${NEWEST_SNAPSHOT}`;

describe.skipIf(CHROMIUM === undefined)("setting up and restoring", () => {
  let browser: Browser;
  let served: ServedStage | undefined;
  let page: Page;
  let calls: readonly Call[];
  let complaints: readonly string[];

  beforeAll(async () => {
    await prepareHoldfast();
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await page.context().close();
    await served?.stop();
  });
  afterAll(() => browser.close());

  async function open(stage: StageName, path: string, colorScheme: "light" | "dark" = "light"): Promise<void> {
    served = await serveStage(stage, { router: carefulRouter });
    const viewport = { width: 1280, height: 844 };
    const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce", locale: "en-GB" });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    complaints = complaintsOf(page);
    calls = callsOf(page);
    await page.goto(served.origin + path);
    await page.locator("h1").first().waitFor({ state: "attached" });
  }

  const called = (name: string): readonly Call["input"][] =>
    calls.filter((call) => call.name === name).map(({ input }) => input);
  const step = (title: string): Promise<void> => page.getByRole("heading", { level: 2, name: title }).waitFor();
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const row = (name: string | RegExp) => page.getByRole("row", { name });
  /** Moves on with the Tab key until what has the focus says this. */
  async function tabTo(name: string): Promise<void> {
    for (let tries = 0; tries < 60; tries++) {
      await press("Tab");
      const words = await page.evaluate(
        "document.activeElement?.ariaLabel || document.activeElement?.textContent || ''",
      );
      if (String(words).startsWith(name)) return;
    }
    throw new Error(`The Tab key never leads to “${name}”.`);
  }

  describe("a set-up", () => {
    it("is done with the keyboard alone, and shows the backup that it started", async () => {
      await open("empty", "/setup");
      await step("What do you want to back up?");
      await tabTo("Pictures");
      await press("Space");
      await tabTo("Continue");
      await press("Enter");
      await step("Where should the backups go?");
      await page.getByText("The backups get a folder of their own: /media/ada/Blue/Holdfast").waitFor();
      await tabTo("Continue");
      await press("Enter");
      await step("A passphrase for your backups");
      await tabTo("Continue");
      await press("Enter");
      await step("Your recovery kit");
      await tabTo("Save the recovery kit");
      await press("Enter");
      await page.getByText("/home/ada/Documents/Holdfast recovery kit.html").waitFor();
      await press("Enter");
      await step("Ready to start");
      await tabTo("Back up now");
      await press("Enter");
      await page.getByRole("progressbar", { name: /^Back up Documents and Desktop/ }).waitFor();
      expect(called("targets/create")).toEqual([{ location: "/media/ada/Blue/Holdfast" }]);
      expect(called("plans/create")).toMatchObject([
        { name: "Documents and Desktop", folders: ["/home/ada/Documents", "/home/ada/Desktop"] },
      ]);
      expect(complaints).toEqual([]);
    });

    it("finds its run again after a reload, and goes on to what was saved", async () => {
      await open("empty", "/setup");
      await button("Continue").click();
      await step("Where should the backups go?");
      await button("Continue").click();
      await step("A passphrase for your backups");
      await page.reload();
      await step("A passphrase for your backups");
      await button("Continue").click();
      await step("Your recovery kit");
      await button("Later").click();
      await step("Ready to start");
      await button("Back up now").click();
      await page.getByRole("progressbar", { name: /^Back up/ }).waitFor();
      await page.reload();
      await page.getByRole("progressbar", { name: /^Back up/ }).waitFor();
      const [run] = served?.agent.runs ?? [];
      if (run !== undefined) {
        const { progress: _progress, ...rest } = run;
        const ended = {
          state: "ended",
          outcome: "completed",
          endedAt: Date.now(),
          snapshotId: NEWEST_SNAPSHOT,
        } as const;
        served?.agent.putRun({ ...rest, ...ended });
      }
      await page.getByRole("link", { name: "See what was saved" }).click();
      await page.getByRole("grid").waitFor();
      expect(new URL(page.url()).pathname).toBe(SNAPSHOT);
    });

    it("makes no second repository when one goes back, and offers the first one", async () => {
      await open("empty", "/setup");
      await button("Continue").click();
      await step("Where should the backups go?");
      await button("Continue").click();
      await step("A passphrase for your backups");
      await button("Continue").click();
      await step("Your recovery kit");
      await button("Back").click();
      await step("Where should the backups go?");
      await expect.poll(() => page.getByRole("radio", { name: /Blue drive/ }).isChecked()).toBe(true);
      await button("Continue").click();
      await step("Your recovery kit");
      expect(called("targets/create")).toHaveLength(1);
    });

    it("takes on backups that are there, once the passphrase is right", async () => {
      await open("empty", "/setup");
      await button("Continue").click();
      await step("Where should the backups go?");
      await page.getByRole("radio", { name: /Old/ }).click();
      await page.getByText("There are backups in /media/ada/Old already.").waitFor();
      expect(await button("Continue").isDisabled()).toBe(true);
      await page.getByLabel("Passphrase of these backups").fill("wrong");
      await button("Continue").click();
      const alert = page.getByRole("alert");
      await alert.getByText("This passphrase is not the right one.").first().waitFor();
      expect(await alert.innerText()).toContain("Look at your recovery kit.");
      await page.getByLabel("Passphrase of these backups").fill(RIGHT_PASSPHRASE);
      await button("Continue").click();
      await step("Your recovery kit");
      expect(called("targets/create")).toEqual([]);
      expect(called("targets/adopt").map(({ location }) => location)).toEqual(["/media/ada/Old", "/media/ada/Old"]);
    });

    it("says why a place cannot be used, and warns of the disk that the files are on", async () => {
      await open("empty", "/setup");
      await button("Continue").click();
      await step("Where should the backups go?");
      await page.getByRole("radio", { name: /Slides/ }).click();
      await page.getByText("Nothing can be written to “/media/ada/Slides”.").waitFor();
      expect(await button("Continue").isDisabled()).toBe(true);
      await button("Another folder…").click();
      await page.getByRole("grid").waitFor();
      await button("Use “ada”").click();
      await page.getByText("This is on the same disk as your files.").waitFor();
      expect(await button("Continue").isEnabled()).toBe(true);
    });

    it("asks for an own passphrase twice, and says how strong it is", async () => {
      await open("empty", "/setup");
      await button("Continue").click();
      await step("Where should the backups go?");
      await button("Continue").click();
      await page.getByRole("radio", { name: /I choose my own/ }).click();
      const [first, second] = [page.getByLabel("Passphrase", { exact: true }), page.getByLabel("The same again")];
      await first.fill("password1");
      await page.getByText("Weak.").waitFor();
      await first.fill("lamp river stone winter cloud");
      await second.fill("lamp river");
      await page.getByText("This is not the same as above.").waitFor();
      expect(await button("Continue").isDisabled()).toBe(true);
      await second.fill("lamp river stone winter cloud");
      await button("Continue").click();
      await step("Your recovery kit");
      expect(called("targets/create")).toMatchObject([{ passphrase: "lamp river stone winter cloud" }]);
      expect(await page.evaluate("JSON.stringify(sessionStorage)")).not.toContain("lamp");
    });
  });

  describe("a target without a plan", () => {
    it("takes on the backups on a drive, on a new computer, and leads to restoring them", async () => {
      await open("new-computer", "/");
      await page.getByRole("link", { name: "Use backups that are there" }).click();
      await step("Where are the backups?");
      await page.getByRole("radio", { name: /Old/ }).click();
      await page.getByText("There are backups in /media/ada/Old already.").waitFor();
      await page.getByLabel("Passphrase of these backups").fill("wrong");
      await button("Continue").click();
      await page.getByRole("alert").getByText("This passphrase is not the right one.").first().waitFor();
      await page.getByLabel("Passphrase of these backups").fill(RIGHT_PASSPHRASE);
      await press("Enter");
      await step("Old drive was added; it holds 12 snapshots.");
      expect(called("snapshots/refresh")).toHaveLength(1);
      await page.reload();
      await step("Old drive was added; it holds 12 snapshots.");
      await page.getByRole("link", { name: "Restore files" }).click();
      await page.getByRole("heading", { level: 1, name: "Restore" }).waitFor();
      await page.getByText("12 snapshots", { exact: true }).waitFor();
      expect(called("plans/create")).toEqual([]);
      // What a browser says of every answer that is not “ok”: here the refusal of the wrong passphrase.
      expect(complaints.filter((text) => !text.includes("422"))).toEqual([]);
    });

    it("makes a repository in an empty place, and goes on to a plan for it", async () => {
      await open("empty", "/targets");
      await page.getByRole("link", { name: "Add a target" }).click();
      await step("Where are the backups?");
      await page.getByText("The backups get a folder of their own: /media/ada/Blue/Holdfast").waitFor();
      await button("Continue").click();
      await step("A passphrase for your backups");
      await button("Continue").click();
      await step("Your recovery kit");
      await button("Later").click();
      await step("Blue drive was added; it holds no snapshots yet.");
      await page.getByRole("link", { name: "Back up to it" }).click();
      await step("What do you want to back up?");
      await button("Continue").click();
      await step("Where should the backups go?");
      await expect.poll(() => page.getByRole("radio", { name: /Blue drive/ }).isChecked()).toBe(true);
      expect(called("targets/create")).toEqual([{ location: "/media/ada/Blue/Holdfast" }]);
    });
  });

  describe("choosing folders", () => {
    it("keeps everything in its place when a folder without folders is opened with a double click", async () => {
      await open("empty", "/targets/add");
      await button("Another folder…").click();
      await row(/Letters/).waitFor();
      const top = async () => (await button("New folder").boundingBox())?.y;
      const before = await top();
      await row(/Letters/).dblclick();
      await page.getByText("There are no folders in this one.").waitFor();
      expect(await top()).toBe(before);
      expect(await page.getByLabel("Name of the new folder").count()).toBe(0);
    });

    it("goes by the keyboard: arrows, letters, Enter opens, Space ticks, Backspace goes up", async () => {
      await open("empty", "/setup");
      await button("Choose other folders…").click();
      const focused = () => page.evaluate("document.activeElement?.textContent");
      await expect.poll(focused).toContain("Desktop");
      await press("l");
      await expect.poll(focused).toContain("Letters");
      await press("Space", "Home", "ArrowDown", "Enter");
      await row(/Archive/).waitFor();
      await expect.poll(focused).toContain("Accounts");
      await press("Backspace");
      await row(/Letters/).waitFor();
      expect(await row(/Letters/).getAttribute("aria-selected")).toBe("true");
      await expect.poll(focused).toContain("Documents");
      await button("Choose 4 items").click();
      await page.getByRole("checkbox", { name: /Letters/ }).waitFor();
    });

    it("counts what is ticked in one stream at a time, which ends with the dialog", async () => {
      await open("empty", "/setup");
      await page.getByText(/^Chosen: 3,000 files, 3\.0 GB$/).waitFor();
      const streams = new Set<Request>();
      page.on("request", (request) => request.url().endsWith("/disk/measure") && streams.add(request));
      page.on("requestfinished", (request) => streams.delete(request));
      page.on("requestfailed", (request) => streams.delete(request));
      await button("Choose other folders…").click();
      await row(/Letters/).click();
      await row(/Letters/)
        .getByText("7.0 MB …")
        .waitFor();
      await row(/Music/).click();
      await row(/Music/).getByText("1.0 GB").waitFor();
      expect(called("disk/measure").slice(-2)).toEqual([
        { paths: ["/home/ada/Letters"] },
        { paths: ["/home/ada/Music", "/home/ada/Letters"] },
      ]);
      await expect.poll(() => streams.size).toBe(1);
      await button("Cancel").click();
      await expect.poll(() => streams.size).toBe(0);
    });

    it("says in place which folder cannot be read", async () => {
      await open("empty", "/setup");
      await button("Choose other folders…").click();
      await row(/Documents/)
        .getByText("Documents", { exact: true })
        .click();
      await row(/Locked/)
        .getByText("Locked", { exact: true })
        .click();
      const alert = page.getByRole("alert");
      await alert.getByText("You are not allowed to read “Locked”.").first().waitFor();
      expect(await alert.innerText()).toContain("Ask its owner for the right.");
      await page.getByRole("navigation", { name: "Folders above" }).getByRole("button", { name: "Documents" }).click();
      await row(/Archive/).waitFor();
    });
  });

  describe("a folder of 100,000 files", () => {
    const archive = `${SNAPSHOT}?folder=${encodeURIComponent(ARCHIVE)}`;

    it("is read in pages as one scrolls, and few of its rows exist", async () => {
      await open("huge", archive);
      await row(/scan-000001/).waitFor();
      expect(called("snapshots/entries").map(({ offset }) => offset)).toEqual([0]);
      expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe("100001");
      expect(await page.getByRole("row").count()).toBeLessThan(60);
      await row(/scan-000001/).focus();
      await press("End");
      await row(/scan-100000/).waitFor();
      expect(await page.getByRole("row").count()).toBeLessThan(60);
      expect(called("snapshots/entries").length).toBeLessThan(6);
    });

    it("is sorted and filtered by the agent", async () => {
      await open("huge", archive);
      await button("Size").click();
      await page.locator('[role=columnheader][aria-sort="ascending"]', { hasText: "Size" }).waitFor();
      await button("Size").click();
      await page.locator('[role=columnheader][aria-sort="descending"]', { hasText: "Size" }).waitFor();
      expect(called("snapshots/entries").at(-1)).toMatchObject({ order: "size", direction: "down", offset: 0 });
      await page.getByLabel("Filter this folder by name").fill("scan-0999");
      await row(/scan-0999\d\d/)
        .first()
        .waitFor();
      await expect.poll(() => page.getByRole("grid").getAttribute("aria-rowcount")).toBe("101");
      expect(called("snapshots/entries").at(-1)).toMatchObject({ match: "scan-0999" });
    });

    it("is chosen as a whole without reading it, and said before it is restored", async () => {
      await open("huge", archive);
      await page.getByLabel("Choose all").click();
      await page.getByText(/^100,000 files \(.+ GB\) chosen$/).waitFor();
      await button("Restore…").click();
      const sheet = page.getByRole("dialog");
      await sheet.getByText("Writes 99,999 files (100 GB). 1 file is there already and the same.").waitFor();
      await sheet.getByText("1 existing file is replaced.").waitFor();
      await button("Restore 99,999 files").click();
      await sheet.getByRole("progressbar").waitFor();
      expect(called("restores/start")).toMatchObject([{ selections: [{ folder: ARCHIVE, names: [] }] }]);
      expect(called("snapshots/entries").length).toBeLessThan(4);
    });
  });

  describe("restoring", () => {
    it("takes three clicks from a file", async () => {
      await open("safe", `${SNAPSHOT}?folder=${encodeURIComponent("/home/ada/Documents")}`);
      await row(/budget/).click();
      await button("Restore…").click();
      await button("Restore 1 file").click();
      await page.getByRole("dialog").getByRole("progressbar").waitFor();
      expect(called("restores/start")[0]).toMatchObject({
        selections: [{ folder: "/home/ada/Documents", names: ["budget 2026.ods"] }],
        destination: { type: "original" },
      });
    });

    it("goes from the timeline into folders, and Back leads out again", async () => {
      await open("safe", "/restore");
      await page
        .getByRole("treeitem", { name: /Documents; 48,180 files/ })
        .first()
        .click();
      await row(/Documents/)
        .getByText("Documents", { exact: true })
        .click();
      await row(/Archive/).waitFor();
      expect(new URL(page.url()).searchParams.get("folder")).toBe("/home/ada/Documents");
      await page.goBack();
      await row(/Pictures/).waitFor();
    });

    it("chooses a range with Shift, in more than one folder, and restores it to another place", async () => {
      await open("safe", `${SNAPSHOT}?folder=${encodeURIComponent("/home/ada/Documents")}`);
      await row(/budget/).click();
      await row(/minutes/).click({ modifiers: ["Shift"] });
      await button("ada").click();
      await row(/Letters/).click();
      await page.getByText(/^1 folder and \d files \(.+\) chosen in 2 folders$/).waitFor();
      await button("Restore…").click();
      await page.getByRole("radio", { name: "To another folder…" }).click();
      await button("Use “ada”").click();
      await page.getByRole("radio", { name: "Keep my files" }).click();
      await page.getByText(/1 file is there and stays as it is\./).waitFor();
      await button(/^Restore \d files$/).click();
      await button("Stop: Restore 3 files").waitFor();
      expect(called("restores/start")).toMatchObject([
        { destination: { type: "folder", folder: "/home/ada" }, existingFiles: "keep" },
      ]);
    });

    it("warns of what is newer, offers to keep both, and says the name that comes beside it", async () => {
      await open("safe", `${SNAPSHOT}?folder=${encodeURIComponent("/home/ada/Documents")}`);
      await row(/budget/).click();
      await row(/minutes/).click({ modifiers: ["Shift"] });
      await button("Restore…").click();
      const sheet = page.getByRole("dialog");
      await sheet.getByText("1 existing file is replaced. It is newer than the backup, and lost.").waitFor();
      await sheet.getByText("newer than the backup", { exact: true }).waitFor();
      await button("Keep both instead").click();
      expect(await page.getByRole("radio", { name: "Keep both" }).isChecked()).toBe(true);
      await sheet.getByText(/^Writes .* comes back goes beside it, as “Plan \(restored .+\)\.odt”\.$/).waitFor();
      await sheet.getByText("The file that differs").click();
      await sheet.getByText("Comes back as “Plan (restored 2026-11-20 14.10).odt”").waitFor();
      expect(await violations(page)).toEqual([]);
      await button(/^Restore \d files$/).click();
      await sheet.getByRole("progressbar").waitFor();
      expect(called("restores/start")).toMatchObject([{ existingFiles: "keep-both" }]);
    });

    it("goes into a .zip file of the name that is given", async () => {
      await open("safe", `${SNAPSHOT}?folder=${encodeURIComponent("/home/ada/Documents")}`);
      await row(/budget/).click();
      await button("Restore…").click();
      await page.getByRole("radio", { name: "Into a .zip file…" }).click();
      await button("Use “ada”").click();
      const name = page.getByLabel("Name of the .zip file");
      expect(await name.inputValue()).toBe("budget 2026.ods.zip");
      expect(await page.getByRole("radio", { name: "Keep both" }).count()).toBe(0);
      await name.fill("a/b");
      await page.getByText("Give it a name without “/” and “\\”.").waitFor();
      expect(await page.getByRole("dialog").getByRole("button", { name: "Restore", exact: true }).isDisabled()).toBe(
        true,
      );
      await name.fill("For Ben");
      await button("Restore 1 file").click();
      await page.getByRole("dialog").getByRole("progressbar").waitFor();
      expect(called("restores/start")).toMatchObject([
        { destination: { type: "zip", file: "/home/ada/For Ben.zip" }, existingFiles: "replace-different" },
      ]);
    });

    it("says so when the target is away, and still shows what is known", async () => {
      await open("target-away", `/restore/${targetId(1)}`);
      await page.getByText(/^Blue drive is not connected\. Connect it to look inside/).waitFor();
      await page.getByText("42 snapshots", { exact: true }).waitFor();
      await page
        .getByRole("treeitem", { name: /\d files, 21\d GB/ })
        .first()
        .waitFor();
    });
  });

  it.each(["light", "dark"] as const)("has no axe violation in its dialogs and steps, %s", async (scheme) => {
    await open("empty", "/setup", scheme);
    await step("What do you want to back up?");
    expect(await violations(page)).toEqual([]);
    await button("Choose other folders…").click();
    await row(/Letters/).click();
    expect(await violations(page)).toEqual([]);
    await button("Cancel").click();
    await button("Continue").click();
    await page.getByRole("radio", { name: /Old/ }).click();
    await page.getByLabel("Passphrase of these backups").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("radio", { name: /Blue/ }).click();
    await button("Continue").click();
    await page.getByRole("radio", { name: /I choose my own/ }).click();
    await page.getByLabel("Passphrase", { exact: true }).fill("lamp river");
    expect(await violations(page)).toEqual([]);
    await page.getByRole("radio", { name: /Make one/ }).click();
    await button("Continue").click();
    await button("Save the recovery kit").click();
    await page.getByText("The recovery kit is saved").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${served?.origin}${SNAPSHOT}?folder=${encodeURIComponent("/home/ada/Documents")}`);
    await row(/budget/).click();
    expect(await violations(page)).toEqual([]);
    await button("Restore…").click();
    await page.getByText(/^Writes/).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
