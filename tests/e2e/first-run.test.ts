import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { beforeEach, describe, expect, it } from "vitest";
import { CHROMIUM } from "../support/browser.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { realWindow } from "./real-window.ts";

// Somebody who never touches the mouse, on the real agent: set up, change when, lose a file, get it back.

/** More than there are stops between two things on any page. */
const MOST_STOPS = 80;

describe.skipIf(CHROMIUM === undefined)("the first hour with the keyboard alone", () => {
  const window = realWindow();
  let page: Page;
  let documents: string;

  beforeEach(async () => {
    const folder = tempFolder();
    documents = join(folder, "ada", "Documents");
    mkdirSync(documents, { recursive: true });
    mkdirSync(join(folder, "ada", "Backups"));
    for (let file = 0; file < 30; file++) writeFileSync(join(documents, `note ${file}.txt`), `${file} `.repeat(500));
    writeFileSync(join(documents, "To the bank.txt"), "Dear bank,\n");
    await window.start(folder);
    page = await window.open();
  });

  const focused = (): Promise<string> =>
    page.evaluate<string>(
      "(document.activeElement?.ariaLabel ?? '') + ' ' + (document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent ?? '')",
    );

  /** Goes there stop by stop, as Tab does. */
  async function reach(name: RegExp): Promise<void> {
    const seen: string[] = [];
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      const now = (await focused()).trim();
      if (name.test(now)) return;
      seen.push(now.slice(0, 40));
      await page.keyboard.press("Tab");
    }
    expect.fail(`Tab never comes to ${name}. It comes to: ${[...new Set(seen)].join(" | ")}`);
  }

  async function press(name: RegExp): Promise<void> {
    await reach(name);
    await page.keyboard.press("Enter");
  }

  it("leads to a first backup in five decisions and within a minute, to other times, and to a file that is back", async () => {
    const startedAt = performance.now();
    const decisions: string[] = [];
    const decide = async (what: string, name: RegExp): Promise<void> => {
      decisions.push(what);
      await press(name);
    };
    await page.getByText("Nothing is backed up yet.").waitFor();
    await press(/^Set up a backup$/);
    await page.getByText("31 files").first().waitFor();
    await decide("what", /^Continue$/);
    await press(/Another folder/);
    const picker = page.getByRole("dialog");
    await picker.getByText("Backups", { exact: true }).waitFor();
    await reach(/^Backups/);
    await page.keyboard.press("Enter");
    await picker.getByRole("button", { name: "Use “Backups”" }).waitFor();
    await press(/^Use “Backups”$/);
    await page.getByText("The backups go into this empty folder").waitFor();
    await decide("where", /^Continue$/);
    await page.getByText("Make one for me").waitFor();
    await decide("passphrase", /^Continue/);
    // Only where there is no keychain: it is the user who says that a file will do.
    await page.getByText("This computer has no keychain").first().waitFor();
    await press(/^Keep it in that file$/);
    await page.getByText("Save the recovery kit").waitFor();
    await decide("recovery kit", /^Save the recovery kit$/);
    await press(/^Continue$/);
    await page.getByRole("button", { name: "Back up now" }).waitFor();
    await decide("go", /^Back up now$/);
    await page.getByText(/new or changed files .* saved to/).waitFor();
    expect(decisions.length).toBeLessThanOrEqual(5);
    // A person needs longer to read; the product may not.
    expect(performance.now() - startedAt).toBeLessThan(60_000);

    await press(/^Plans$/);
    await page.getByRole("heading", { level: 1, name: "Plans" }).waitFor();
    await press(/^Documents/);
    await press(/^Change when:/);
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "As files change", checked: true }).waitFor();
    await reach(/As files change/);
    for (let turn = 0; turn < 12 && !/Every day/.test(await focused()); turn++) await page.keyboard.press("ArrowDown");
    expect(await focused()).toMatch(/Every day/);
    await press(/^Save$/);
    await page.getByRole("button", { name: /^Change when: every day/ }).waitFor();
    expect((await window.agent.client.plans.list({}))[0]?.plan.schedules[0]?.when.type).toBe("daily");

    const letter = join(documents, "To the bank.txt");
    rmSync(letter);
    await page.keyboard.press("Control+k");
    await page.locator("input[type=search]:focus").waitFor();
    await page.keyboard.type("bank");
    await page.getByRole("link", { name: /To the bank\.txt/ }).waitFor();
    // What “ba” had found is gone.
    await expect
      .poll(() =>
        page
          .getByRole("dialog")
          .getByRole("button", { name: /^Restore…/ })
          .count(),
      )
      .toBe(1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    expect(await focused()).toContain("Restore…: To the bank.txt");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Restore 1 file" }).waitFor();
    await press(/^Restore 1 file$/);
    await page
      .getByText(/^1 file .+ came back /)
      .first()
      .waitFor();
    expect(readFileSync(letter, "utf8")).toBe("Dear bank,\n");
    // The browser itself notes the one call that was refused, for want of a keychain.
    expect(window.complaints.filter((text) => !text.includes("status of 422"))).toEqual([]);
  });
});
