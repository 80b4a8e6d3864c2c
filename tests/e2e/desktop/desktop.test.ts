import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addressIn, clientIn, startAgent } from "../../support/agent.ts";
import { CHROMIUM } from "../../support/browser.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { agentPid, LAUNCHER, seen, start } from "./launched.ts";

// The desktop app from outside, written once: on Electron where its program is here, and otherwise on its stand-in.

const { pageAddress } = LAUNCHER;

describe.skipIf(CHROMIUM === undefined)(`the desktop app ${LAUNCHER.title}`, () => {
  it("shows its window over a port, and brings the agent to a safe stop at the end", async () => {
    const home = tempFolder();
    const desktop = await start(home);
    const page = await desktop.window();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.getByRole("link", { name: "Use backups that are there" }).waitFor();
    expect(page.url()).toBe(pageAddress("app://holdfast/"));
    await page.getByRole("link", { name: "Activity" }).first().click();
    await page.waitForURL(pageAddress("app://holdfast/activity"));
    expect(asked.filter((url) => url.startsWith("http://") || url.includes("/rpc"))).toEqual([]);
    await expect.poll(() => seen(desktop)).toMatchObject({ windows: 1, visible: 1 });
    expect(addressIn(home).origin).toMatch(/^http:\/\/127\.0\.0\.1:/); // for the command line
    await desktop.evaluate(({ app }) => app.quit());
    expect(await desktop.ended).toBe(0);
    expect(agentPid(home)).toBeUndefined();
    expect(desktop.errors).toBe("");
  });

  it("starts hidden, and a second start shows the first one's window", async () => {
    const home = tempFolder();
    const desktop = await start(home, "--hidden");
    await expect.poll(() => agentPid(home)).toBeDefined();
    expect(await seen(desktop)).toEqual({ windows: 0, visible: 0, focused: 0 });
    const second = await start(home);
    expect(await second.ended).toBe(0);
    const page = await desktop.window();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expect.poll(() => seen(desktop)).toEqual({ windows: 1, visible: 1, focused: 1 });
    await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    expect(await seen(desktop)).toMatchObject({ focused: 0 });
    expect(await (await start(home, "--hidden")).ended).toBe(0);
    await expect.poll(() => seen(desktop)).toEqual({ windows: 1, visible: 1, focused: 1 });
  });

  it("is listed among the windows when it starts hidden and there is no tray", async () => {
    const desktop = await start(tempFolder(), "--hidden");
    const minimized = () =>
      desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()));
    // A session that just begins gets half a minute to show its tray.
    await expect.poll(minimized, { timeout: 90_000 }).toEqual([true]);
    await (await desktop.window()).getByRole("heading", { level: 1 }).waitFor();
  });

  it("goes where a link leads, from the first start and from others, and nowhere for a link that means nothing", async () => {
    const home = tempFolder();
    const desktop = await start(home, "holdfast://proof");
    const page = await desktop.window();
    await page.waitForURL(pageAddress("app://holdfast/proof"));
    await (await start(home, "holdfast://settings")).ended;
    await page.waitForURL(pageAddress("app://holdfast/settings"));
    await page.getByRole("heading", { level: 1 }).waitFor();
    await (await start(home, "holdfast://settings/../../x")).ended;
    await expect.poll(() => seen(desktop)).toMatchObject({ focused: 1 });
    expect(page.url()).toBe(pageAddress("app://holdfast/settings"));
  });

  it("starts an agent that died again, and the page that is open goes on with it", async () => {
    const home = tempFolder();
    const desktop = await start(home);
    const page = await desktop.window();
    await page.getByRole("link", { name: "Use backups that are there" }).waitFor();
    await page.evaluate("globalThis.isTheSamePage = true");
    const first = agentPid(home) as number; // the page has shown what it said
    process.kill(first, "SIGKILL");
    await page.getByText(/Connection to the Holdfast agent is lost/).waitFor();
    await page.getByText(/Connection to the Holdfast agent is lost/).waitFor({ state: "detached" });
    await expect.poll(() => agentPid(home)).not.toBe(first);
    mkdirSync(join(home, "Pictures"));
    await clientIn(home).targets.create({
      ...{ name: "Blue", location: join(home, "Blue"), passphrase: "correct horse", keepInFile: true },
    });
    await page.getByRole("link", { name: "Targets" }).first().click();
    await page.getByText("Blue", { exact: true }).first().waitFor(); // told by the new agent
    expect(await page.evaluate("isTheSamePage")).toBe(true);
    await desktop.evaluate(({ app }) => app.quit());
    expect(await desktop.ended).toBe(0);
  });

  it("says so in a box, once, when the agent dies again and again", async () => {
    const home = tempFolder();
    mkdirSync(join(home, "config"), { recursive: true });
    writeFileSync(join(home, "config", "settings.json"), JSON.stringify({ version: 999 }));
    const desktop = await start(home, "--hidden");
    await desktop.evaluate(({ dialog }) => {
      const boxes: string[] = [];
      Reflect.set(globalThis, "boxes", boxes);
      Object.assign(dialog, { showErrorBox: (title: string, text: string) => boxes.push(title, text) });
    });
    const boxes = () => desktop.evaluate(() => Reflect.get(globalThis, "boxes") as string[]);
    await expect.poll(boxes, { timeout: 60_000 }).toHaveLength(2);
    const [title, text] = await boxes();
    expect(title).toBe("The backup agent ended unexpectedly 3 times in a row.");
    expect(text).toMatch(/started again by itself[\s\S]*last lines of its log[\s\S]*later version/);
  });

  it("shows the page of an agent that runs already, and takes over when that one ends", async () => {
    const home = tempFolder();
    const other = await startAgent({ home });
    const desktop = await start(home);
    const page = await desktop.window();
    await page.waitForURL(`${other.origin}/`);
    await page.getByRole("link", { name: "Use backups that are there" }).waitFor();
    expect(await other.stop()).toBe(0);
    await page.waitForURL(pageAddress("app://holdfast/"));
    await page.getByRole("link", { name: "Use backups that are there" }).waitFor();
    expect(agentPid(home)).not.toBe(other.pid);
  });

  it.each(["SIGTERM", "SIGINT"] as const)("ends safely on %s", async (signal) => {
    const home = tempFolder();
    const desktop = await start(home);
    await (await desktop.window()).getByRole("link", { name: "Use backups that are there" }).waitFor();
    desktop.signal(signal);
    expect(await desktop.ended).toBe(0);
    expect(agentPid(home)).toBeUndefined();
    expect(desktop.errors).toBe("");
  });

  it("ends when its agent is ended from a terminal, and when its window is closed where there is no tray", async () => {
    const home = tempFolder();
    const first = await start(home, "--hidden");
    await expect.poll(() => agentPid(home)).toBeDefined();
    await clientIn(home).agent.stop();
    expect(await first.ended).toBe(0);
    const second = await start(home);
    await (await second.window()).getByRole("heading", { level: 1 }).waitFor();
    await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    expect(await second.ended).toBe(0);
    expect(existsSync(join(home, "data", "agent.json"))).toBe(false);
  });
});
