import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CHROMIUM } from "../../support/browser.ts";
import { hasSshd, SSH_PASSWORD, SSH_USER, type Sshd, startSshd } from "../../support/sshd.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { realWindow } from "../real-window.ts";

// A server that nobody knew, from the first look to a snapshot on it: the window, the real agent, a real SSH server.

describe.skipIf(CHROMIUM === undefined || !hasSshd())("the window and a real server", () => {
  const window = realWindow();
  let page: Page;
  let server: Sshd;

  beforeEach(async () => {
    const folder = tempFolder();
    const documents = join(folder, "ada", "Documents");
    mkdirSync(documents, { recursive: true });
    writeFileSync(join(documents, "letter.txt"), "Dear all, ".repeat(1_000));
    server = await startSshd({ password: "plain" });
    await window.start(folder);
    page = await window.open();
    await page.locator("h1").first().waitFor();
  });
  afterEach(() => server.stop());

  const press = (name: string | RegExp) => page.getByRole("button", { name, exact: true }).click();
  const field = (label: string | RegExp) => page.getByLabel(label, { exact: true });

  it("becomes a target once it is trusted and lets us in, and takes a plan's first backup", async () => {
    await page.getByRole("link", { name: "Use backups that are there" }).click();
    await press(/^Another computer/);
    await field("Server").fill("127.0.0.1");
    await field("Port").fill(String(server.port));
    await field(/^User name/).fill(SSH_USER);
    await field("Folder").fill("backups");
    await field("Password").fill("not this one");
    await press("Test the connection");
    await page.getByText("Is this your server?").waitFor();
    await page.getByText(server.fingerprint()).first().waitFor();
    await press("Trust this server");
    await page.getByText(/does not accept these credentials/).waitFor();
    await field("Password").fill(SSH_PASSWORD);
    await press("Test the connection");
    await page.getByText("The connection works.", { exact: true }).waitFor();
    await press("Continue");
    await page.getByRole("heading", { name: "A passphrase for your backups" }).waitFor();
    await press("Continue");
    // It is the user who says that a file will do where there is no keychain.
    await press("Keep it in that file");
    await press("Later");
    await page.getByText(/was added; it holds no snapshots yet/).waitFor();
    await page.getByRole("link", { name: "Back up to it" }).click();
    await press("Continue");
    await press("Continue");
    await press("Later");
    await press("Back up now");
    await page.getByText(/1 new or changed file .* saved to/).waitFor();
    expect(await page.evaluate("JSON.stringify([{ ...sessionStorage }, { ...localStorage }])")).not.toContain(
      SSH_PASSWORD,
    );
    await page.goto(`${new URL(page.url()).origin}/targets`);
    await page.getByText("Another computer (SFTP)").waitFor();
    await page.getByText("Connected").waitFor();
    await press(/^Test connection/);
    await page.getByText("The connection works.", { exact: true }).waitFor();
    expect(await page.evaluate("document.documentElement.outerHTML")).not.toContain(SSH_PASSWORD);
    // The browser itself notes the call that was refused for want of a keychain.
    expect(window.complaints.filter((text) => !text.includes("status of 422"))).toEqual([]);
  });
});
