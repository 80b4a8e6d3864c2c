import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { beforeEach, describe, expect, it } from "vitest";
import { CHROMIUM } from "../support/browser.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { violations } from "./pages/axe.ts";
import { planDocuments, realWindow } from "./real-window.ts";

// What a user sees of test-restores, on the real agent: proven after a backup, at risk when something is damaged, proven again.

describe.skipIf(CHROMIUM === undefined)("test-restores in the window", () => {
  const window = realWindow();
  let page: Page;
  let folder: string;

  beforeEach(async () => {
    folder = tempFolder();
    const documents = join(folder, "ada", "Documents");
    mkdirSync(documents, { recursive: true });
    for (let file = 0; file < 40; file++) writeFileSync(join(documents, `letter ${file}`), `${file} `.repeat(4_000));
    await planDocuments(await window.start(folder), folder, documents);
    page = await window.open();
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
    expect(window.complaints).toEqual([]);
  });
});
