import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { CHROMIUM } from "../../support/browser.ts";
import { HOST_KEY, WRONG_SECRET } from "../stage/far-places.ts";
import { planId, targetId } from "../stage/ids.ts";
import type { StageName } from "../stage/stages.ts";
import { violations } from "./axe.ts";
import { focused, settled, stagedWindow } from "./window.ts";

const SECRET = "s3cret-of-ada";
const OVERFLOW = "document.documentElement.scrollWidth - innerWidth";

describe.skipIf(CHROMIUM === undefined)("targets in the window", () => {
  const window = stagedWindow();

  async function open(stage: StageName, path: string, width?: number): Promise<Page> {
    const page = await window.open(stage, path, width);
    await settled(page);
    return page;
  }
  const targets = () => window.served.agent.targets;
  const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true }).click();
  const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true }).waitFor();
  const field = (page: Page, label: string | RegExp) => page.getByLabel(label, { exact: true });
  const card = (page: Page, name: string) =>
    page.getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true }) });

  async function typeServer(page: Page, folder: string): Promise<void> {
    await press(page, /^Another computer/);
    await heading(page, "Another computer (SFTP)");
    await field(page, "Server").fill("nas.local");
    await field(page, /^User name/).fill("ada");
    await field(page, "Folder").fill(folder);
    await field(page, "Password").fill(SECRET);
    await press(page, "Test the connection");
  }

  describe("adds a place on another machine", () => {
    it("step by step: what it needs, trust, a test, the passphrase and the recovery kit", async () => {
      const page = await open("safe", "/targets/add");
      await typeServer(page, "/volume1/backups");
      await page.getByText("Is this your server?").waitFor();
      await page.getByText(HOST_KEY).waitFor();
      expect(await violations(page)).toEqual([]);
      await press(page, "Trust this server");
      await page.getByText("The connection works.", { exact: true }).waitFor();
      await page.getByText("Details", { exact: true }).click();
      await page.getByText("sftp:ada@nas.local:/volume1/backups", { exact: true }).waitFor();
      expect(await violations(page)).toEqual([]);
      await press(page, "Continue");
      await heading(page, "A passphrase for your backups");
      await press(page, "Continue");
      await press(page, "Save the recovery kit");
      await press(page, "Continue");
      await page.getByText(/^backups was added/).waitFor();
      expect(targets().at(-1)?.target).toMatchObject({
        ...{ kind: "sftp", location: "sftp:ada@nas.local:/volume1/backups", access: { hostKey: HOST_KEY } },
      });
    });

    it("says which field is missing, and never what was typed into a secret one", async () => {
      const page = await open("safe", "/targets/add", 360);
      await press(page, /^S3 storage/);
      await press(page, "Test the connection");
      await page.getByText("Address of the storage is needed.").waitFor();
      await field(page, "Address of the storage").fill("s3.example.com");
      await field(page, "Bucket").fill("missing");
      await field(page, "Secret key").fill(SECRET);
      await field(page, "Protect from deletion for so many days").fill("a month");
      await page.getByText("This is a whole number, or nothing.").waitFor();
      await field(page, "Protect from deletion for so many days").fill("30");
      await press(page, "Test the connection");
      await page.getByText("There is no bucket for “s3:https://s3.example.com/missing”.").waitFor();
      expect(await page.evaluate(OVERFLOW)).toBeLessThanOrEqual(0);
      expect(await page.evaluate("document.body.innerText")).not.toContain(SECRET);
      expect(await violations(page)).toEqual([]);
    });

    it("tells which right is missing, and does not go on without it", async () => {
      const page = await open("safe", "/targets/add");
      await press(page, /^WebDAV/);
      await field(page, "Address of the folder").fill("https://cloud.example.com/read-only");
      await press(page, "Test the connection");
      await page.getByText("Nothing can be saved there: the right to write is missing.").waitFor();
      await page.getByRole("listitem").filter({ hasText: "Write a file: does not work" }).waitFor();
      await page.getByRole("listitem").filter({ hasText: "Read it back: not tried" }).waitFor();
      expect(await page.getByRole("button", { name: "Continue" }).count()).toBe(0);
      await field(page, "Address of the folder").fill("https://cloud.example.com/append-only");
      // What was found belongs to what was typed then.
      await page.getByText("the right to write is missing").waitFor({ state: "detached" });
      await press(page, "Test the connection");
      await page.getByText(/^The connection works. Nothing there can be deleted/).waitFor();
      await page.getByRole("button", { name: "Continue" }).waitFor();
    });

    it("moves a name and password out of an address that was pasted", async () => {
      const page = await open("safe", "/targets/add");
      await press(page, /^restic REST server/);
      await field(page, "Address").fill(`https://ada:${SECRET}@backup.example.com:8000/`);
      expect(await field(page, "Address").inputValue()).toBe("https://backup.example.com:8000/");
      expect(await field(page, "User name").inputValue()).toBe("ada");
      expect(await field(page, "Password").getAttribute("type")).toBe("password");
    });

    it("takes on backups that are there, with their passphrase", async () => {
      const page = await open("safe", "/targets/add");
      await press(page, /^rclone remote/);
      await field(page, "Remote").fill("gdrive");
      await field(page, /^Folder/).fill("old");
      await press(page, "Test the connection");
      await page.getByText(/There are backups in rclone:gdrive:old already/).waitFor();
      await field(page, "Passphrase of these backups").fill("right");
      await press(page, "Continue");
      await page.getByText(/^rclone:gdrive:old was added/).waitFor();
    });

    it("keeps no secret of a set-up over a reload, and asks again", async () => {
      const page = await open("safe", "/setup");
      await press(page, "Continue");
      await heading(page, "Where should the backups go?");
      await typeServer(page, "/volume1/photos");
      await press(page, "Trust this server");
      await press(page, "Continue");
      await heading(page, "A passphrase for your backups");
      const stored = await page.evaluate("JSON.stringify([{ ...sessionStorage }, { ...localStorage }, location.href])");
      expect(stored).toContain("/volume1/photos");
      expect(stored).not.toContain(SECRET);
      await page.reload();
      await heading(page, "Where should the backups go?");
      expect(await page.evaluate("document.documentElement.outerHTML")).not.toContain(SECRET);
    });

    it("by keyboard alone", async () => {
      const page = await open("safe", "/targets/add");
      await page.getByRole("button", { name: /^Azure/ }).focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => focused(page)).toBe("Azure Blob Storage");
      await page.keyboard.press("Tab");
      await page.keyboard.type("backups");
      await page.keyboard.press("Enter");
      await page.getByText("The connection works.", { exact: true }).waitFor();
      await page.keyboard.press("Enter");
      await heading(page, "A passphrase for your backups");
    });
  });

  describe("says of each", () => {
    it("what it is, where it stands, and what keeps it from being deleted", async () => {
      const page = await open("many-places", "/targets");
      const hetzner = card(page, "Hetzner");
      await hetzner.getByText("S3 storage").waitFor();
      await hetzner.getByText("probably in another building").waitFor();
      await hetzner.getByText(/^can’t be deleted until/).waitFor();
      await card(page, "Sister’s server")
        .getByText(/^nothing can be deleted from this computer/)
        .waitFor();
      await press(page, "Change where Nextcloud stands");
      await page.getByRole("menuitem", { name: "In another building" }).click();
      await card(page, "Nextcloud")
        .getByText(/^in another building/)
        .waitFor();
      expect(targets().find(({ target }) => target.name === "Nextcloud")?.target.isOffSite).toBe(true);
    });

    it("what is wrong, and changes the sign-in without showing what is kept", async () => {
      const page = await open("many-places", "/targets");
      const server = card(page, "Sister’s server");
      await server.getByText("Needs attention").waitFor();
      await server.getByRole("button", { name: "Change sign-in…" }).click();
      const dialog = page.getByRole("dialog");
      expect(await dialog.getByLabel("User name").inputValue()).toBe("ada");
      expect(await dialog.getByLabel("Password", { exact: true }).inputValue()).toBe("");
      expect(await violations(page)).toEqual([]);
      await dialog.getByLabel("Password", { exact: true }).fill(WRONG_SECRET);
      await dialog.getByRole("button", { name: "Try and keep" }).click();
      await dialog
        .getByText(/does not accept these credentials/)
        .first()
        .waitFor();
      await dialog.getByLabel("Password", { exact: true }).fill(SECRET);
      await dialog.getByRole("button", { name: "Try and keep" }).click();
      await dialog.waitFor({ state: "detached" });
      await server.getByText("Connected").waitFor();
    });

    it("that a server has another key, which may be trusted", async () => {
      const page = await open("many-places", "/targets");
      const nas = card(page, "Cellar NAS");
      await nas.getByText("This server has another key than before").waitFor();
      await nas.getByRole("button", { name: "Trust this server" }).click();
      await nas.getByText("Connected").waitFor();
      expect(targets().find(({ target }) => target.name === "Cellar NAS")?.target.access["hostKey"]).toBe(HOST_KEY);
    });

    it("whether its connection works", async () => {
      const page = await open("many-places", "/targets");
      await press(page, "Test connection: Nextcloud");
      await card(page, "Nextcloud").getByText("The connection works.").waitFor();
      await press(page, "Test connection: Sister’s server");
      await card(page, "Sister’s server").getByRole("list", { name: "What was tried" }).waitFor();
      expect(await violations(page)).toEqual([]);
    });
  });

  describe("copies", () => {
    it("are counted on the plan's page, with where they are not yet and the one next step", async () => {
      const page = await open("many-places", `/plans/${planId(1)}`);
      await page.getByText("3 copies on 3 kinds of media, 1 in another building.").waitFor();
      const places = page.getByRole("list", { name: "Where the copies are" });
      await places.getByText(/^Hetzner, in another building: saved .*; can’t be deleted until/).waitFor();
      await places.getByText(/^Cellar NAS: the newest is not there yet; .*, it does not let us in/).waitFor();
      await places.getByText(/^Sister’s server, in another building: not there yet/).waitFor();
      await page.getByText("Put the connection to Cellar NAS right, so that its copy counts.").waitFor();
      await page.getByRole("link", { name: "See the target Documents" }).click();
      await page.getByRole("heading", { name: "Targets", level: 1 }).waitFor();
      expect(page.url()).toContain(`#${targetId(3)}`);
    });

    it("get one more place from the overview, and the plan is saved there from then on", async () => {
      const page = await open("safe", "/");
      await page.getByRole("link", { name: "Add a place elsewhere… Documents" }).click();
      await press(page, /^WebDAV/);
      await field(page, "Address of the folder").fill("https://cloud.example.com/ada");
      await press(page, "Test the connection");
      await press(page, "Continue");
      await press(page, "Continue");
      await press(page, "Later");
      await press(page, "Keep a copy of Documents here");
      await page.getByText(/^ada, in another building: not there yet/).waitFor();
      expect(window.served.agent.plans[0]?.plan.targetIds).toHaveLength(2);
    });

    it("are runs of their own in the activity", async () => {
      const page = await open("many-places", "/activity");
      await page.getByRole("progressbar", { name: "Copy Photos to Nextcloud" }).waitFor();
      await page.getByText("1 snapshot (1.9 GB new to it) copied to Hetzner in 3 min 32 s.").waitFor();
    });
  });
});
