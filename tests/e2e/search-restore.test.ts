import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { beforeEach, describe, expect, it } from "vitest";
import { CHROMIUM } from "../support/browser.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { violations } from "./pages/axe.ts";
import { planDocuments, realWindow } from "./real-window.ts";

// From a word in the header to the file on the disk, on the real agent.

describe.skipIf(CHROMIUM === undefined)("a file that was deleted", () => {
  const window = realWindow();
  let page: Page;
  let documents: string;

  beforeEach(async () => {
    const folder = tempFolder();
    documents = join(folder, "ada", "Documents");
    mkdirSync(join(documents, "Letters"), { recursive: true });
    for (let file = 0; file < 20; file++) writeFileSync(join(documents, `note ${file}.txt`), `${file} `.repeat(500));
    await planDocuments(await window.start(folder), folder, documents);
    page = await window.open();
  });

  async function backUp(): Promise<void> {
    await page.getByRole("button", { name: /Back up now/ }).click();
    await page.getByText(/Documents is safe\. Proven/).waitFor();
  }

  it("is found in the header and comes back in three clicks, and its older version in the page it has", async () => {
    const letter = join(documents, "Letters", "To the bank.txt");
    writeFileSync(letter, "Dear bank, first draft");
    await backUp();
    writeFileSync(letter, "Dear bank, the letter that was sent");
    writeFileSync(join(documents, "note 1.txt"), "changed so that all is saved again");
    await window.agent.client.plans.start({
      planId: (await window.agent.client.plans.list({}))[0]?.plan.id ?? expect.fail(),
      trigger: "user",
    });
    await expect.poll(async () => (await window.agent.client.search.find({ text: "bank" })).hits[0]?.versions).toBe(2);
    rmSync(letter);

    await page.getByRole("link", { name: "Overview", exact: true }).click();
    await page.getByRole("button", { name: /^Find a file/ }).click();
    await page.locator("input[type=search]:focus").fill("bank");
    await page.getByRole("button", { name: "Restore…: To the bank.txt" }).click();
    await page.getByRole("button", { name: "Restore 1 file" }).click();
    await page.getByText(/^1 file .+ came back /).waitFor();
    expect(readFileSync(letter, "utf8")).toBe("Dear bank, the letter that was sent");
    await page.getByRole("button", { name: "Done" }).click();

    await page.keyboard.press("Control+k");
    await page.locator("input[type=search]:focus").fill("bank");
    await page.getByRole("link", { name: /To the bank\.txt/ }).click();
    await page.frameLocator("iframe").getByText("the letter that was sent").waitFor();
    await page.getByRole("radio").nth(1).check();
    await page.frameLocator("iframe").getByText("first draft").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Restore…" }).click();
    await page.getByRole("radio", { name: "Keep both" }).check();
    await page.getByText(/what comes back goes beside it/).waitFor();
    await page.getByRole("button", { name: "Restore 1 file" }).click();
    await page.getByText(/beside a file that differs and stayed/).waitFor();
    expect(readFileSync(letter, "utf8")).toBe("Dear bank, the letter that was sent");
    expect(window.complaints).toEqual([]);
  });
});
