// The pictures of the manual: pages of staged agents at a moment that never changes, so that they differ only when the window does.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { keepPicture, THEMES, takeShot } from "./camera.ts";
import { planId, runId, snapshotId, targetId } from "./ids.ts";
import { NEWEST_SNAPSHOT, type StageName } from "./stages.ts";

/** A picture: a page of a stage, and what is done there before it is taken. */
interface Screen {
  readonly name: string;
  readonly stage: StageName;
  readonly path: string;
  readonly act?: (page: Page) => Promise<void>;
}

const DOCUMENTS = `/restore/${targetId(1)}/${NEWEST_SNAPSHOT}?folder=${encodeURIComponent("/home/ada/Documents")}`;
const COMPARE = `/restore/${targetId(1)}/compare?before=${snapshotId(2)}&after=${NEWEST_SNAPSHOT}`;

const NOTES = `/restore/${targetId(1)}/file?path=${encodeURIComponent("/home/ada/Documents/Notes.md")}`;

const SCREENS: readonly Screen[] = [
  { name: "overview", stage: "saved", path: "/" },
  { name: "overview-decisions", stage: "warnings", path: "/" },
  { name: "first-run", stage: "empty", path: "/" },
  { name: "setup-what", stage: "empty", path: "/setup", act: counted },
  { name: "setup-where", stage: "empty", path: "/setup", act: toWhere },
  { name: "setup-kit", stage: "empty", path: "/setup", act: toKit },
  { name: "plan", stage: "saved", path: `/plans/${planId(1)}` },
  { name: "plan-keep", stage: "saved", path: `/plans/${planId(1)}`, act: toKeep },
  { name: "plans", stage: "saved", path: "/plans" },
  { name: "unusual-change", stage: "mass-change", path: "/" },
  { name: "activity", stage: "at-work", path: "/activity" },
  { name: "run", stage: "warnings", path: `/activity/${runId(1)}` },
  { name: "restore", stage: "safe", path: "/restore" },
  { name: "snapshot", stage: "safe", path: DOCUMENTS, act: choose },
  { name: "restore-sheet", stage: "safe", path: DOCUMENTS, act: toRestore },
  { name: "search", stage: "saved", path: "/", act: toFound },
  { name: "file", stage: "safe", path: NOTES },
  { name: "compare", stage: "safe", path: COMPARE },
  { name: "targets", stage: "many-places", path: "/targets" },
  { name: "plan-copies", stage: "many-places", path: `/plans/${planId(1)}`, act: toCopies },
  { name: "add-target", stage: "new-computer", path: "/targets/add", act: toBackups },
  { name: "add-server", stage: "saved", path: "/targets/add", act: toTrust },
  { name: "connection", stage: "saved", path: "/targets/add", act: toTested },
  { name: "proof", stage: "proven", path: "/proof" },
  { name: "proof-failed", stage: "test-failed", path: "/proof" },
  { name: "overview-test-failed", stage: "test-failed", path: "/" },
  { name: "settings", stage: "safe", path: "/settings" },
];

/** Writes FOLDER/NAME-THEME.png for each. */
export async function takeScreens(
  browser: Browser,
  folder: string,
  isWanted: (name: string) => boolean,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const screen of SCREENS.filter(({ name }) => isWanted(name))) {
    for (const theme of THEMES) {
      const picture = await takeShot(browser, { ...screen, theme });
      await keepPicture(browser, join(folder, `${screen.name}-${theme}.png`), picture);
    }
  }
}

const go = (page: Page): Promise<void> => page.getByRole("button", { name: "Continue" }).click();

async function counted(page: Page): Promise<void> {
  await page.getByText(/^Chosen: [^;]+$/).waitFor();
}

async function toWhere(page: Page): Promise<void> {
  await counted(page);
  await go(page);
  await page.getByText(/^The backups get|^A new folder|^There are backups/).waitFor();
}

async function toKit(page: Page): Promise<void> {
  await toWhere(page);
  await go(page);
  await page.getByRole("heading", { name: "A passphrase for your backups" }).waitFor();
  await go(page);
  await page.getByRole("button", { name: "Save the recovery kit" }).waitFor();
}

async function choose(page: Page): Promise<void> {
  await page.getByRole("row", { name: /budget/ }).click();
  await page.getByRole("row", { name: /minutes/ }).click({ modifiers: ["Shift"] });
  await page.getByRole("button", { name: "Restore…" }).waitFor();
}

async function toRestore(page: Page): Promise<void> {
  await choose(page);
  await page.getByRole("button", { name: "Restore…" }).click();
  await page
    .getByRole("dialog")
    .getByText(/^Writes/)
    .waitFor();
}

async function toFound(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.locator("input[type=search]:focus").fill("budget");
  await page
    .getByRole("link", { name: /budget/ })
    .first()
    .waitFor();
}

/** What would go, were fewer hours kept. */
async function toKeep(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Change what is kept:" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Numbers of my own" }).check();
  await dialog.getByLabel("Hours, one of each").fill("6");
  await dialog.getByRole("button", { name: /^Save and remove/ }).waitFor();
  const calendar = dialog.getByRole("list", { name: /^Days of snapshots/ });
  // The end of the calendar, beneath which the button stays.
  await calendar.getByRole("listitem").last().hover();
}

async function toBackups(page: Page): Promise<void> {
  await page.getByText(/^There are backups|^The backups get|^A new folder/).waitFor();
}

/** Where the copies are, at the top of what is seen. */
async function toCopies(page: Page): Promise<void> {
  await page.getByText("Why more than one copy?").click();
  await page
    .getByRole("heading", { name: "Copies" })
    .evaluate("(heading) => scrollBy(0, heading.getBoundingClientRect().top - 110)");
}

/** A server that is asked about before anything is sent to it. */
async function toTrust(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Another computer/ }).click();
  await page.getByLabel("Server", { exact: true }).fill("nas.local");
  await page.getByLabel(/^User name/).fill("ada");
  await page.getByLabel("Folder", { exact: true }).fill("/volume1/backups");
  await page.getByRole("button", { name: "Test the connection" }).click();
  await page.getByRole("button", { name: "Trust this server" }).hover();
}

async function toTested(page: Page): Promise<void> {
  await toTrust(page);
  await page.getByRole("button", { name: "Trust this server" }).click();
  await page.getByRole("button", { name: "Continue" }).hover();
}
