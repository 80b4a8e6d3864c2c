import { dirname } from "node:path";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDesktop } from "../../../main/hosts/desktop/desktop.ts";
import { CHROMIUM, launchBrowser } from "../../support/browser.ts";
import { HOLDFAST, prepareHoldfast } from "../../support/holdfast.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { ElectronStandIn } from "./stand-in.ts";

const BUILT = dirname(HOLDFAST);

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
    await startDesktop(electron, BUILT);
    expect(electron.isShown).toBe(true);
    await electron.page?.getByRole("heading", { level: 1 }).waitFor();
    expect(await electron.page?.title()).toContain("Holdfast");
    electron.appEvents.emit("window-all-closed");
    await electron.quitted.promise;
    expect(electron.agent?.exitCode).toBe(0);
  });

  it("keeps its window to the agent's page", async () => {
    const electron = new ElectronStandIn(browser, tempFolder());
    await startDesktop(electron, BUILT);
    expect(electron.options).toMatchObject({
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
    });
    expect(electron.openHandler?.()).toEqual({ action: "deny" });
    expect(isStopped("https://example.org/", electron)).toBe(true);
    expect(isStopped(electron.page?.url() ?? "", electron)).toBe(false);
    const answers: boolean[] = [];
    for (const name of ["media", "geolocation", "notifications"])
      electron.permissionHandler?.(undefined, name, (isAllowed) => answers.push(isAllowed));
    expect(answers).toEqual([false, false, false]);
    electron.app.quit();
    await electron.quitted.promise;
  });

  it("leaves a second start to the first", async () => {
    const electron = new ElectronStandIn(browser, tempFolder(), false);
    await startDesktop(electron, BUILT);
    await electron.quitted.promise;
    expect(electron.agent).toBeUndefined();
  });

  it("says so in a box when the agent does not start", async () => {
    const electron = new ElectronStandIn(browser, tempFolder());
    const { app, dialog, makeWindow } = electron;
    await startDesktop({ app, dialog, makeWindow, fork: () => electron.fork("-e", ["process.exit(1)"]) }, BUILT);
    expect(electron.errors).toEqual(["The backup agent did not start."]);
    await electron.quitted.promise;
  });
});

function isStopped(url: string, electron: ElectronStandIn): boolean {
  let isPrevented = false;
  electron.windowEvents.emit("will-navigate", { url, preventDefault: () => (isPrevented = true) });
  return isPrevented;
}
