import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_FILTER } from "../../shared/model/index.ts";
import { type RunningAgent, startAgent } from "../support/agent.ts";
import { CHROMIUM, complaintsOf, launchBrowser } from "../support/browser.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { violations } from "./pages/axe.ts";

// What a user sees of test-restores, on the real agent: proven after a backup, at risk when something is damaged, proven again.

describe.skipIf(CHROMIUM === undefined)("test-restores in the window", () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: readonly string[];
  let agent: RunningAgent;
  let folder: string;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    folder = tempFolder();
    const documents = join(folder, "ada", "Documents");
    mkdirSync(documents, { recursive: true });
    for (let file = 0; file < 40; file++) writeFileSync(join(documents, `letter ${file}`), `${file} `.repeat(4_000));
    agent = await startAgent({ home: join(folder, "settings"), userHome: join(folder, "ada") });
    const place = { name: "Blue", location: join(folder, "drive"), passphrase: "correct horse", keepInFile: true };
    const { target } = await agent.client.targets.create(place);
    await agent.client.targets.saveRecoveryKit({ targetId: target.id, folder });
    const choices = { name: "Documents", folders: [documents], filter: DEFAULT_FILTER, targetIds: [target.id] };
    await agent.client.plans.create(choices);
    context = await browser.newContext({ viewport: { width: 1180, height: 800 }, locale: "en-GB" });
    page = await context.newPage();
    complaints = complaintsOf(page);
    await page.goto(agent.link);
  });
  afterEach(async () => {
    await context.close();
    await agent.kill();
  });

  /** Flips a bit of the largest pack; done twice, all is as it was. */
  function flipBit(): void {
    const data = join(folder, "drive", "data");
    const packs = readdirSync(data, { recursive: true, encoding: "utf8" }).filter((name) => name.length > 60);
    const sizeOf = (name: string): number => statSync(join(data, name)).size;
    const [largest = ""] = packs.sort((a, b) => sizeOf(b) - sizeOf(a));
    const bytes = readFileSync(join(data, largest));
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
    writeFileSync(join(data, largest), bytes);
  }

  async function testAll(button: string): Promise<void> {
    await page.getByRole("link", { name: "Proof", exact: true }).click();
    await page.getByRole("button", { name: `${button}: Documents on Blue` }).click();
    await page.getByRole("menuitem", { name: /^Everything/ }).click();
  }

  it("prove a backup, tell of damage at once, and are green when it came back", async () => {
    await page.getByRole("button", { name: /Back up now/ }).click();
    await page.getByText(/Documents is safe\. Proven/).waitFor();
    flipBit();
    await testAll("Test now");
    await page.getByText(/The last test-restore of Documents failed today at/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("link", { name: "Overview", exact: true }).click();
    await page.getByText(/Documents is at risk: the last test-restore from Blue failed/).waitFor();
    await page.getByRole("link", { name: "See what failed" }).click();
    await page
      .getByText(/did not come back from Blue as saved/)
      .first()
      .waitFor();
    await page
      .getByText(/letter \d+/)
      .first()
      .waitFor();

    flipBit();
    await testAll("Test again");
    await page.getByText(/Everything came back when it was last tested, today at/).waitFor();
    await page.getByRole("link", { name: "Overview", exact: true }).click();
    await page.getByText(/Documents is safe\. Proven/).waitFor();
    expect(complaints).toEqual([]);
  });
});
