import { dirname } from "node:path";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDesktop } from "../../../main/hosts/desktop/desktop.ts";
import { CHROMIUM, launchBrowser } from "../../support/browser.ts";
import { HOLDFAST, prepareHoldfast } from "../../support/holdfast.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { ElectronStandIn } from "./stand-in.ts";

const BUILT = dirname(HOLDFAST);
const SOON = { timeout: 30_000 };

describe.skipIf(CHROMIUM === undefined)("the desktop window", () => {
  let browser: Browser;

  beforeAll(async () => {
    await prepareHoldfast();
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
  });

  it("starts the agent, shows its page, and brings it to a safe stop at the end", async () => {
    const electron = new ElectronStandIn(browser, tempFolder());
    const desktop = startDesktop(electron, BUILT, []);
    await expect.poll(() => electron.isShown, SOON).toBe(true);
    await electron.page?.getByRole("heading", { level: 1 }).waitFor();
    expect(await electron.page?.title()).toContain("Holdfast");
    electron.appEvents.emit("window-all-closed");
    await Promise.all([electron.quitted.promise, desktop]);
    expect(electron.agent?.exitCode).toBe(0);
    expect(electron.pauses).toEqual([]);
  });

  it("keeps its window to the agent's page", async () => {
    const electron = new ElectronStandIn(browser, tempFolder());
    const desktop = startDesktop(electron, BUILT, []);
    await expect.poll(() => electron.isShown, SOON).toBe(true);
    expect(electron.options).toMatchObject({
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
    });
    expect(electron.openHandler?.()).toEqual({ action: "deny" });
    const here = electron.page?.url() ?? "";
    for (const way of ["will-navigate", "will-frame-navigate", "will-redirect"]) {
      expect(isStopped(way, "https://example.org/", electron)).toBe(true);
      expect(isStopped(way, "file:///etc/passwd", electron)).toBe(true);
      expect(isStopped(way, here, electron)).toBe(false);
    }
    expect(isStopped("will-attach-webview", here, electron)).toBe(true);
    const answers: boolean[] = [];
    for (const name of ["media", "geolocation", "notifications", "clipboard-sanitized-write"])
      electron.permissionHandler?.(undefined, name, (isAllowed) => answers.push(isAllowed));
    expect(answers).toEqual([false, false, false, true]);
    expect(electron.checkHandler?.(undefined, "media", new URL(here).origin)).toBe(false);
    expect(electron.checkHandler?.(undefined, "clipboard-sanitized-write", "https://example.org")).toBe(false);
    electron.app.quit();
    await Promise.all([electron.quitted.promise, desktop]);
  });

  it("starts hidden, and a second start shows it at the place of its link", async () => {
    const electron = new ElectronStandIn(browser, tempFolder());
    const desktop = startDesktop(electron, BUILT, ["holdfast", "--hidden"]);
    await expect.poll(() => electron.page?.url(), SOON).toBeDefined();
    await electron.page?.getByRole("heading", { level: 1 }).waitFor();
    expect([electron.isShown, electron.schemes]).toEqual([false, ["holdfast"]]);
    electron.appEvents.emit("second-instance", {}, ["holdfast", "holdfast://settings"]);
    expect([electron.isShown, electron.focused]).toEqual([true, 1]);
    await electron.page?.waitForURL("**/settings");
    electron.appEvents.emit("second-instance", {}, ["holdfast", "holdfast://settings/../../x"]);
    expect(electron.focused).toBe(2);
    expect(electron.page?.url()).toMatch(/\/settings$/);
    electron.app.quit();
    await Promise.all([electron.quitted.promise, desktop]);
  });

  it("starts an agent that died again, and shows its page", async () => {
    const electron = new ElectronStandIn(browser, tempFolder());
    const desktop = startDesktop(electron, BUILT, []);
    await expect.poll(() => electron.isShown, SOON).toBe(true);
    await electron.page?.getByRole("heading", { level: 1 }).waitFor();
    const first = electron.agent;
    first?.kill("SIGKILL");
    await expect.poll(() => electron.agent?.pid !== first?.pid, SOON).toBe(true);
    await expect.poll(() => electron.loads, SOON).toBe(2);
    await electron.page?.getByRole("heading", { level: 1 }).waitFor();
    expect(electron.pauses).toEqual([1000]);
    expect(electron.errors).toEqual([]);
    electron.app.quit();
    await Promise.all([electron.quitted.promise, desktop]);
    expect(electron.agent?.exitCode).toBe(0);
  });

  it("asks the system to wait when it shuts down, and brings the agent to a safe stop", async () => {
    const electron = new ElectronStandIn(browser, tempFolder());
    const desktop = startDesktop(electron, BUILT, []);
    await expect.poll(() => electron.isShown, SOON).toBe(true);
    let isPutOff = false;
    electron.powerEvents.emit("shutdown", { preventDefault: () => (isPutOff = true) });
    expect(isPutOff).toBe(true);
    await Promise.all([electron.quitted.promise, desktop]);
    expect(electron.agent?.exitCode).toBe(0);
  });

  it("leaves a second start to the first", async () => {
    const electron = new ElectronStandIn(browser, tempFolder(), false);
    await startDesktop(electron, BUILT, []);
    await electron.quitted.promise;
    expect(electron.agent).toBeUndefined();
  });

  it("says so in a box, once, when the agent dies again and again", async () => {
    const electron = new ElectronStandIn(browser, tempFolder());
    const { app, dialog, onShutdown, makeWindow, now } = electron;
    const fork = () => electron.fork("-e", [electron.pauses.length < 4 ? "process.exit(1)" : ""]);
    await startDesktop({ app, dialog, onShutdown, makeWindow, now, wait: electron.wait, fork }, BUILT, []);
    expect(electron.errors).toEqual(["The backup agent ended unexpectedly 3 times in a row."]);
    expect(electron.pauses).toEqual([1000, 2000, 4000, 8000]);
  });
});

function isStopped(way: string, url: string, electron: ElectronStandIn): boolean {
  let isPrevented = false;
  electron.windowEvents.emit(way, { url, preventDefault: () => (isPrevented = true) });
  return isPrevented;
}
