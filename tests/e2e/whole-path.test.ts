import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_FILTER, DEFAULT_TESTS } from "../../shared/model/index.ts";
import { type RunningAgent, startAgent } from "../support/agent.ts";
import { CHROMIUM, complaintsOf, launchBrowser } from "../support/browser.ts";
import { writeTree } from "../support/source-tree.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { treeFacts } from "../support/tree-facts.ts";

// The path that users take, in a real browser, on the real agent and real folders.

const PASSPHRASE = "correct horse battery staple";
/** Enough that a run is in its middle for seconds, on any machine. */
const LARGE = { folders: 40, filesInEach: 100, bytesInEach: 128 * 1024 };

describe.skipIf(CHROMIUM === undefined)("the window on the real agent", () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: readonly string[];
  let agent: RunningAgent;
  let folder: string;
  let home: string;
  let documents: string;
  let drive: string;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    folder = tempFolder();
    home = join(folder, "settings");
    documents = join(folder, "ada", "Documents");
    drive = join(folder, "drive");
    for (const made of [documents, drive]) mkdirSync(made, { recursive: true });
    await start();
    context = await browser.newContext({
      viewport: { width: 1180, height: 800 },
      locale: "en-GB",
      reducedMotion: "reduce",
    });
    page = await context.newPage();
    complaints = complaintsOf(page);
  });
  afterEach(async () => {
    await context.close();
    await agent.kill();
  });

  async function start(): Promise<void> {
    agent = await startAgent({ home, userHome: join(folder, "ada") });
  }

  const button = (name: string | RegExp, within: Page | Locator = page): Locator =>
    within.getByRole("button", { name });

  /** Chooses a folder below the tests' own in the picker that is open. */
  async function pick(...names: readonly string[]): Promise<void> {
    const dialog = page.getByRole("dialog");
    const trail = dialog.getByRole("navigation");
    await trail.getByText(folder.split("/").at(-1) ?? "", { exact: true }).click();
    for (const name of names) {
      await dialog.getByText(name, { exact: true }).last().click();
      await trail.getByText(name, { exact: true }).waitFor();
    }
    await button(/^Use/, dialog).click();
  }

  /** A target, a plan of Documents and nothing run yet, made without the window. */
  async function withPlan(): Promise<string> {
    const { client } = agent;
    const { target } = await client.targets.create({
      name: "Blue",
      location: join(drive, "Holdfast"),
      passphrase: PASSPHRASE,
      keepInFile: true,
    });
    await client.targets.saveRecoveryKit({ targetId: target.id, folder });
    // What follows a backup has a test of its own.
    const tests = { ...DEFAULT_TESTS, afterRuns: false };
    const choices = { name: "Documents", folders: [documents], filter: DEFAULT_FILTER, targetIds: [target.id], tests };
    return (await client.plans.create(choices)).plan.id;
  }

  /** Starts a backup in the window, and waits until it is in its middle. */
  async function startLargeBackup(): Promise<void> {
    writeTree(documents, LARGE);
    await withPlan();
    await page.goto(agent.link);
    await button(/Back up now/).click();
    await page
      .getByText(/of 4,000 files|\d\d\d files/)
      .first()
      .waitFor();
  }

  it("leads from the first look to a first backup, and from there to a file that is back", async () => {
    writeTree(documents, { folders: 2, filesInEach: 3, bytesInEach: 5000 });
    writeFileSync(join(documents, "letter.txt"), "Dear Grace,\n");
    await page.goto(agent.link);
    await page.getByText("Nothing is backed up yet.").waitFor();
    await page.getByText("Set up a backup").click();

    await page.getByText("7 files").first().waitFor(); // Documents was found, counted and chosen
    await button("Continue").click();
    await button(/Another folder/).click();
    await pick("drive");
    await page.getByText("The backups go into this empty folder").waitFor();
    await button("Continue").click();
    await page.getByText("Make one for me").waitFor();
    await button(/Continue/).click();
    await page.getByText("This computer has no keychain").first().waitFor(); // it is the user who says that a file will do
    await button("Keep it in that file").click();
    await button("Save the recovery kit").click();
    await button("Continue").click();
    await button("Back up now").click();
    await page.getByText(/8 new or changed files .* saved to/).waitFor(); // with the kit, which went to Documents

    const letter = join(documents, "letter.txt");
    rmSync(letter);
    await page.getByText("See what was saved").click();
    await page.getByText("Documents", { exact: true }).last().click();
    await page.getByText("letter.txt", { exact: true }).click();
    await button(/^Restore/).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByText(/Writes 1 file/).waitFor();
    await button(/^Restore 1 file/, sheet).click();
    await sheet.getByText(/1 file .* came back/).waitFor();
    expect(readFileSync(letter, "utf8")).toBe("Dear Grace,\n");
    // The browser itself notes the one call that was refused, for want of a keychain.
    expect(complaints.filter((text) => !text.includes("status of 422"))).toEqual([]);
  });

  it("restores a folder elsewhere, the very same as it was", async () => {
    writeTree(documents, { folders: 2, filesInEach: 3, bytesInEach: 5000 });
    await withPlan();
    mkdirSync(join(folder, "back"));
    await page.goto(agent.link);
    await button(/Back up now/).click();
    await page
      .getByText(/saved|Newest/)
      .first()
      .waitFor();
    await page.getByRole("link", { name: "Restore", exact: true }).first().click();
    await page
      .getByText(/6 files/)
      .first()
      .click();
    await button("ada").click(); // one up: it opens where the plan's folder begins
    await page
      .getByRole("row", { name: /Documents/ })
      .getByRole("gridcell")
      .first()
      .click();
    await button(/^Restore/).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByText("To another folder…").click();
    await pick("back");
    await sheet.getByText(/Writes 6 files/).waitFor();
    await button(/^Restore/, sheet).click();
    await sheet.getByText(/6 files .* came back/).waitFor();
    expect(treeFacts(join(folder, "back", "Documents"))).toEqual(treeFacts(documents));
  });

  it("stops a run in its middle, keeps what it stored, and goes on with the next", async () => {
    await startLargeBackup();
    await button(/^Stop/).first().click();
    await page
      .getByText("its last run was stopped before its end")
      .or(page.getByText("You stopped this run"))
      .or(button(/Back up now/))
      .first()
      .waitFor();
    await page.getByRole("link", { name: "Activity" }).click();
    await page.getByText("Back up Documents").first().click();
    await page.getByText(/You stopped this run/).waitFor();
    await page.getByRole("link", { name: "Overview" }).click();
    await button(/Back up now/).click();
    await page
      .getByText(/4,000 files/)
      .first()
      .waitFor();
    await page.getByText("Documents is saved; not yet proven.").first().waitFor();
  });

  it("recognises backups that are there, and says so when the passphrase is wrong", async () => {
    writeTree(documents, { folders: 1, filesInEach: 2, bytesInEach: 100 });
    await withPlan();
    await agent.kill();
    home = join(folder, "another-computer");
    await start();
    await page.goto(agent.link);
    await page.getByText("Set up a backup").click();
    await page.getByText("2 files").first().waitFor();
    await button("Continue").click();
    await button(/Another folder/).click();
    await pick("drive", "Holdfast");
    await page.getByText(/There are backups in .* already/).waitFor();
    const passphrase = page.getByLabel(/^Passphrase of/);
    await passphrase.fill("something else");
    await button("Continue").click();
    await page
      .getByText(/passphrase|password/i)
      .filter({ hasText: /does not|wrong/i })
      .first()
      .waitFor();
    await passphrase.fill(PASSPHRASE);
    await button("Continue").click();
    await button("Keep it in that file").click();
    await button("Save the recovery kit").waitFor();
  });

  it("waits for a target that is away, and starts by itself when it is there", async () => {
    writeTree(documents, { folders: 1, filesInEach: 2, bytesInEach: 100 });
    await withPlan();
    const away = join(folder, "away");
    renameSync(drive, away);
    await page.goto(agent.link);
    await button(/Back up now/).click();
    await page.getByText("Waiting for Blue to be connected").first().waitFor();
    renameSync(away, drive);
    await page.getByText("Documents is saved; not yet proven.").first().waitFor();
  });

  it("shows the same in two tabs", async () => {
    writeTree(documents, { folders: 1, filesInEach: 2, bytesInEach: 100 });
    await withPlan();
    await page.goto(agent.link);
    const second = await context.newPage();
    await second.goto(agent.origin);
    await second.getByText("Documents has never been backed up.").first().waitFor();
    await button(/Back up now/).click();
    await second.getByText("Documents is saved; not yet proven.").first().waitFor();
  });

  it("says that the agent is gone, and after its restart what became of the run", async () => {
    await startLargeBackup();
    await agent.kill();
    await page.getByText(/Connection to the Holdfast agent is lost/).waitFor();
    await start();
    await page.getByText(/Connection to the Holdfast agent is lost/).waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Activity" }).click();
    await page.getByText("Back up Documents").first().click();
    await page.getByText(/The agent ended in the middle of this run\./).waitFor();
    await page.getByRole("link", { name: "Overview" }).click();
    await button(/Back up now/).click();
    await page.getByText("Documents is saved; not yet proven.").first().waitFor();
  });

  it("lists a folder of 100,000 entries in pages, and finds one of them", async () => {
    for (let at = 0; at < 100_000; at++) writeFileSync(join(documents, `scan ${at}.txt`), "");
    const planId = await withPlan();
    await agent.client.plans.start({ planId: planId as never });
    await page.goto(agent.link);
    // So many files take their time on a machine that has other things to do.
    await page.getByText("Documents is saved; not yet proven.").first().waitFor({ timeout: 120_000 });
    await page.getByRole("link", { name: "Restore", exact: true }).first().click();
    await page
      .getByText(/100,000 files/)
      .first()
      .click();
    await page.getByText("Documents", { exact: true }).last().click();
    await page.getByText("scan 0.txt", { exact: true }).waitFor();
    await page.getByText("scan 10.txt", { exact: true }).waitFor(); // in the order that people expect
    expect(await page.getByRole("row").count()).toBeLessThan(200);
    await page.getByPlaceholder(/Filter/).fill("scan 99999");
    await page.getByText("scan 99999.txt", { exact: true }).waitFor();
    await page.getByText("scan 0.txt", { exact: true }).waitFor({ state: "detached" });
  });
});
