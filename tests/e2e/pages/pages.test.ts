import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { CHROMIUM, complaintsOf } from "../../support/browser.ts";
import { planId, runId } from "../stage/ids.ts";
import { RENDERER, type ServedStage, serveStage } from "../stage/serve.ts";
import type { StageName } from "../stage/stages.ts";
import { VIEWS } from "../stage/views.ts";
import { violations } from "./axe.ts";
import { changeTheme, focused, settled, stagedWindow } from "./window.ts";

const RUN = `/activity/${runId(1)}`;
const PLAN = `/plans/${planId(1)}`;

describe.skipIf(CHROMIUM === undefined)("the window", () => {
  const window = stagedWindow();

  const { open } = window;

  describe("has nothing to complain about: no axe violation, no error in the console", () => {
    /** One window for each stage and theme: the pages of a stage are gone through as a user goes through them. */
    let shown: Shown | undefined;
    const show = async (stage: StageName): Promise<Shown> => {
      if (shown?.stage === stage) return shown;
      await shown?.close();
      shown = await showStage(window.browser, stage);
      return shown;
    };
    afterAll(() => shown?.close());

    const views = VIEWS.toSorted((a, b) => a.stage.localeCompare(b.stage));
    it.each(views.map((view) => [view.name, view] as const))("%s, in both themes", async (_name, { stage, path }) => {
      const { origin, themes } = await show(stage);
      const found = themes.map(async ({ page, complaints }) => {
        await page.goto(origin + path);
        await page.locator("h1").first().waitFor({ state: "attached" });
        await settled(page);
        // What a browser says of every answer that is not “ok”: here the stage's own 401.
        const told = complaints.splice(0).filter((text) => stage !== "offline" || !text.includes("401"));
        return [...(await violations(page)), ...told];
      });
      expect(await Promise.all(found)).toEqual([[], []]);
    });
  });

  describe("says how things are", () => {
    it.each<[StageName, string, string]>([
      ["empty", "/", "Nothing is backed up yet."],
      ["empty", "/plans", "There is none yet."],
      ["empty", "/activity", "Nothing has run yet."],
      ["empty", "/targets", "A target is a place that keeps backups"],
      ["first-run", "/", "Documents has never been backed up."],
      ["first-run", RUN, "Saving"],
      ["safe", "/", "Everything is safe."],
      ["safe", PLAN, "Back up Documents and Letters to Blue drive"],
      ["target-away", PLAN, "Waiting for Blue drive to be connected, since"],
      ["paused", "/", "Backups are paused until"],
      ["limits", PLAN, "The system’s limit is reached"],
      ["limits", "/targets", "Full in about 14 months"],
      ["limits", `/activity/${runId(9)}`, "that snapshot stands for this moment, too"],
      ["limits", `/activity/${runId(11)}`, "14 snapshots removed on Blue drive"],
      ["safe", "/plans", "The next 7 days"],
      ["many-places", "/", "Cellar NAS cannot be used: The server of"],
      ["many-places", "/", "3 copies on 3 kinds of media, 1 in another building. One cannot be deleted from here."],
      ["many-places", "/targets", "Needs attention"],
      ["warnings", "/", "Documents is saved; 12 entries could not be read."],
      ["warnings", "/", "The recovery kit of Blue drive is not saved."],
      ["at-work", `/activity/${runId(8)}`, "runs gently, as the computer is on battery"],
      ["warnings", RUN, "9 entries may not be read by the user that Holdfast runs as"],
      ["failed", "/", "The last backup of Documents failed."],
      ["failed", RUN, "“Blue drive” is full."],
      ["target-away", "/activity", "Waiting for Blue drive to be connected"],
      ["target-away", "/targets", "Not connected"],
      ["passphrase-missing", "/", "Documents is at risk: no passphrase is known that opens Blue drive."],
      ["passphrase-missing", "/targets", "The passphrase is missing"],
      ["passphrase-missing", "/restore", "The passphrase is missing"],
      ["huge", "/activity", "Show earlier runs"],
      ["offline", "/", "This window needs a new link"],
      ["safe", "/no-such-page", "There is no such page"],
      ["safe", "/plans/not-an-id", "There is no such page"],
    ])("%s, %s: %s", async (stage, path, words) => {
      const page = await open(stage, path);
      await page.getByText(words).first().waitFor();
    });
  });

  describe("does what is asked", () => {
    it("stops a run and tells what is kept", async () => {
      const page = await open("first-run", RUN);
      await page.getByRole("button", { name: "Stop: Back up Documents" }).click();
      await page.getByText("You stopped this run.").waitFor();
    });

    it("starts a backup and shows it going on", async () => {
      const page = await open("safe", "/");
      await page.getByRole("button", { name: "Back up now: Photos" }).click();
      await page.getByRole("progressbar", { name: "Back up Photos" }).waitFor();
    });

    it("unlocks a target, and says why it cannot", async () => {
      const page = await open("passphrase-missing", "/targets");
      await page.getByLabel("Passphrase of Blue drive").fill("wrong");
      await page.getByRole("button", { name: "Unlock" }).click();
      await page.getByText("This passphrase does not open the repository.", { exact: true }).waitFor();
      // A button that was disabled meanwhile would have lost it.
      expect(await focused(page)).toBe("Unlock");
      await page.getByLabel("Passphrase of Blue drive").fill("right");
      await page.keyboard.press("Enter");
      await page.getByText("The passphrase is missing").waitFor({ state: "detached" });
    });

    it("changes a plan", async () => {
      const page = await open("safe", `${PLAN}/edit`);
      await page.getByLabel("Name").fill("Papers");
      await page.getByLabel("Leave out what fits a pattern").fill("*.iso\n\n*.tmp");
      await page.getByRole("button", { name: "Save the changes" }).click();
      await page.getByRole("heading", { name: "Papers", level: 1 }).waitFor();
      await page.getByText("what fits 2 patterns").waitFor();
    });

    it("does not save a plan without a folder, and says so", async () => {
      const page = await open("safe", `${PLAN}/edit`);
      await page.getByRole("button", { name: "Take out /home/ada/Documents" }).click();
      await page.getByRole("button", { name: "Take out /home/ada/Letters" }).click();
      await page.getByText("Choose at least one folder.").waitFor();
      expect(await page.getByRole("button", { name: "Save the changes" }).isDisabled()).toBe(true);
    });

    it("removes a plan only after saying what stays", async () => {
      const page = await open("safe", PLAN);
      await page.getByRole("button", { name: "Remove this plan…" }).click();
      await page.getByText("Its 42 snapshots stay where they are").waitFor();
      await page.getByRole("button", { name: "Remove the plan" }).click();
      await page.getByRole("heading", { name: "Plans", level: 1 }).waitFor();
      await page.getByText("Letters").waitFor({ state: "detached" });
    });

    it("leaves out large files when a plan says how large", async () => {
      const page = await open("safe", `${PLAN}/edit`);
      const size = page.getByLabel("Leave out files larger than");
      await size.fill("2");
      await page.getByText("Say how large, with a unit, such as 2 GB.").waitFor();
      expect(await page.getByRole("button", { name: "Save the changes" }).isDisabled()).toBe(true);
      await size.fill("2 GB");
      await page.getByRole("button", { name: "Save the changes" }).click();
      await page.getByText("caches and temporary files and files larger than 2.0 GB").waitFor();
    });

    it("dismisses a notice of the agent", async () => {
      const page = await open("warnings", "/");
      await page.getByRole("button", { name: "Dismiss" }).click();
      await page.getByText("has been made anew").waitFor({ state: "detached" });
    });

    it("shows earlier runs, and each run once", async () => {
      const page = await open("huge", "/activity");
      const lines = page.getByRole("listitem").filter({ hasText: "saved to Blue drive" });
      await lines.first().waitFor();
      expect(await lines.count()).toBe(50);
      await page.getByRole("button", { name: "Show earlier runs" }).click();
      await lines.nth(99).waitFor();
      expect(await lines.count()).toBe(100);
    });

    it("keeps the pace that was chosen", async () => {
      const page = await open("safe", "/settings");
      await page.getByRole("radio", { name: "Automatic", checked: true }).waitFor();
      const kept = page.waitForResponse((answer) => answer.url().includes("preferences/update") && answer.ok());
      await page.getByRole("radio", { name: "Always gentle" }).check();
      await kept;
      await page.reload();
      await page.getByRole("radio", { name: "Always gentle", checked: true }).waitFor();
    });

    it("keeps the colours that were chosen, from the first paint on", async () => {
      const page = await open("safe", "/settings");
      await page.getByText("Dark", { exact: true }).click();
      await page.reload({ waitUntil: "commit" });
      await page.waitForSelector('html[data-mantine-color-scheme="dark"]');
    });
  });

  it.each<[StageName, string]>([
    ["empty", "Overview: Nothing is backed up yet."],
    ["safe", "Overview: Everything is safe."],
    ["target-away", "Overview: Documents is at risk"],
  ])("has the sentence of the overview as its one h1: %s", async (stage, words) => {
    const page = await open(stage, "/");
    await page.getByRole("heading", { level: 1, name: words }).waitFor();
    expect(await page.locator("h1").count()).toBe(1);
  });

  it("says how the only plan is once", async () => {
    const page = await open("first-run", "/");
    await page.getByText("Documents has never been backed up.").first().waitFor();
    expect(await page.getByText("Documents has never been backed up.").count()).toBe(1);
  });

  describe("by keyboard", () => {
    it("skips to the content", async () => {
      const page = await open("safe", "/plans");
      await page.getByRole("link", { name: "New plan" }).waitFor();
      await page.keyboard.press("Tab");
      expect(await focused(page)).toBe("Skip to the content");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      expect(await focused(page)).toBe("Pause");
    });

    it("reaches the main action, and every stop can be seen", async () => {
      const page = await open("safe", "/");
      await page.getByRole("button", { name: "Back up now: Documents" }).waitFor();
      const stops: string[] = [];
      while (stops.length < 40 && stops.at(-1) !== "Back up now: Documents") {
        await page.keyboard.press("Tab");
        stops.push(await focused(page));
        expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).not.toBe("none");
      }
      expect(stops).toContain("Back up now: Documents");
    });

    it("moves to the heading of a page that was gone to", async () => {
      const page = await open("safe", "/");
      await page.getByRole("link", { name: "Targets" }).press("Enter");
      await page.locator("h1:focus", { hasText: "Targets" }).waitFor();
      expect(await page.title()).toBe("Targets · Holdfast");
    });
  });

  describe("when the agent is gone", () => {
    let again: ServedStage | undefined;
    afterEach(() => again?.stop());

    it("says that what is shown may be old, and comes back by itself with what is true now", async () => {
      const page = await open("safe", "/");
      await page.getByText("Everything is safe.").waitFor();
      const port = Number(new URL(window.served.origin).port);
      await window.served.stop();
      await page.getByText("Connection to the Holdfast agent is lost. Trying again…").waitFor();
      expect(await page.getByText("Everything is safe.").isVisible()).toBe(true);
      again = await serveStage("warnings", { port });
      await page.getByText("Connection to the Holdfast agent is lost.").waitFor({ state: "detached" });
      await page.getByText("Documents is saved; 12 entries could not be read.").first().waitFor();
    });
  });

  it("follows the system’s theme in one step where motion is not wanted", async () => {
    const page = await open("safe", "/");
    await page.getByText("Everything is safe.").waitFor();
    await changeTheme(page, "dark");
    expect(await page.evaluate("document.getAnimations().length")).toBe(0);
  });

  it("needs at most 310 kB, compressed, for the first page", async () => {
    const page = await open("empty", "/");
    await page.getByText("Nothing is backed up yet.").waitFor();
    const names = await page.evaluate<string[]>('performance.getEntriesByType("resource").map((entry) => entry.name)');
    const assets = [...new Set(names.map((name) => new URL(name).pathname))].filter((path) =>
      path.includes("/assets/"),
    );
    const sizes = assets.map((path) => [path, gzipSync(readFileSync(join(RENDERER, path))).length] as const);
    expect(sizes.length).toBeGreaterThan(3);
    const bytes = sizes.reduce((sum, [, size]) => sum + size, 0);
    expect(bytes, sizes.join("\n")).toBeLessThan(310_000);
  });

  const WARNINGS = ["/", "/plans", PLAN, `${PLAN}/edit`, "/activity", RUN, "/restore", "/targets", "/targets/add"];
  it.each<[StageName, string]>([
    ...WARNINGS.map((path): [StageName, string] => ["warnings", path]),
    ...["/", PLAN, "/targets", "/settings"].map((path): [StageName, string] => ["limits", path]),
    ...["/", PLAN].map((path): [StageName, string] => ["mass-change", path]),
    ...["/", PLAN, "/targets", "/activity"].map((path): [StageName, string] => ["many-places", path]),
    ["paused", "/plans"],
  ])("%s, %s has nothing cut off at any width", async (stage, path) => {
    const page = await open(stage, path);
    await settled(page);
    for (const width of [360, 390, 768, 1280, 3840]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), `${width}`).toBeLessThanOrEqual(
        0,
      );
    }
  });
});

/** A stage in a wide light window and a narrow dark one. */
interface Shown {
  readonly stage: StageName;
  readonly origin: string;
  readonly themes: readonly { readonly page: Page; readonly complaints: string[] }[];
  close(): Promise<void>;
}

async function showStage(browser: Browser, stage: StageName): Promise<Shown> {
  const { origin, stop } = await serveStage(stage);
  const looks = [
    { colorScheme: "light", viewport: { width: 1280, height: 844 } },
    { colorScheme: "dark", viewport: { width: 390, height: 844 } },
  ] as const;
  const opened = looks.map(async (look) => {
    const context = await browser.newContext({ ...look, reducedMotion: "reduce", locale: "en-GB" });
    const page = await context.newPage();
    return { page, complaints: complaintsOf(page) };
  });
  const themes = await Promise.all(opened);
  const close = async (): Promise<void> => {
    await Promise.all(themes.map(({ page }) => page.context().close()));
    await stop();
  };
  return { stage, origin, themes, close };
}
