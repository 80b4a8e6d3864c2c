import { readFileSync } from "node:fs";
import type { Page } from "playwright";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CHROMIUM } from "../../support/browser.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { LAUNCHER, seen } from "./launched.ts";
import type { Desktop } from "./launcher.ts";

// Electron's security checklist (its tutorial “Security”), point by point, on the app that runs. Fuses are a matter of packaging.

const ROOT = new URL("../../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), "utf8");

describe.skipIf(CHROMIUM === undefined)(`Electron’s security checklist ${LAUNCHER.title}`, () => {
  let desktop: Desktop;
  let page: Page;
  let requested: string[] = [];

  beforeAll(async () => {
    desktop = await LAUNCHER.launch({ home: tempFolder() });
    page = await desktop.window();
    page.on("request", (request) => requested.push(request.url()));
  });
  afterAll(() => desktop.kill());

  beforeEach(async () => {
    requested = [];
    await page.goto(LAUNCHER.pageAddress("app://holdfast/"));
    await page.getByRole("link", { name: "Use backups that are there" }).waitFor();
  });

  /** What the window was made with; Electron has it, though its declarations do not. */
  const preferences = () =>
    desktop.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Electron.WebPreferences;
      };
      return { ...contents.getLastWebPreferences() };
    });

  /** Whether an event of the window's contents is prevented by the host. */
  const isPrevented = (name: string, url: string) =>
    desktop.evaluate(
      ({ BrowserWindow }, [event, address]) => {
        let isStopped = false;
        const details = {
          url: address,
          preventDefault() {
            isStopped = true;
          },
        };
        BrowserWindow.getAllWindows()[0]?.webContents.emit(event as never, details as never, {} as never);
        return isStopped;
      },
      [name, url],
    );

  it("1, 6, 8: loads secure content only, with web security on", async () => {
    await page.goto(LAUNCHER.pageAddress("app://holdfast/settings"));
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByText("Version", { exact: true }).waitFor();
    expect(await page.locator("a[target=_blank]").count()).toBe(0); // it could lead nowhere
    expect(requested.length).toBeGreaterThan(2);
    expect(requested.filter((url) => !url.startsWith(LAUNCHER.pageAddress("app://holdfast/")))).toEqual([]);
    const { webSecurity, allowRunningInsecureContent = false } = await preferences();
    expect({ webSecurity, allowRunningInsecureContent }).toEqual({
      webSecurity: true,
      allowRunningInsecureContent: false,
    });
    const called = await page.evaluate("fetch('http://127.0.0.1:1/').then(() => 'sent', (error) => error.name)");
    expect(called).toBe("TypeError"); // the content policy forbids it
  });

  it("2, 3, 4, 20: has no Node in the page, which is isolated, in a sandbox, and sees nothing of Electron", async () => {
    expect(await preferences()).toMatchObject({ nodeIntegration: false, contextIsolation: true, sandbox: true });
    const { nodeIntegrationInWorker = false, nodeIntegrationInSubFrames = false } = await preferences();
    expect([nodeIntegrationInWorker, nodeIntegrationInSubFrames]).toEqual([false, false]);
    const names = ["require", "process", "module", "Buffer", "global", "electron", "ipcRenderer"];
    const there = await page.evaluate((all) => all.filter((name) => name in globalThis), names);
    expect(there).toEqual([]);
  });

  it("5: denies permissions", async () => {
    const states = await page.evaluate(async () => {
      const page = globalThis as unknown as {
        navigator: { permissions: { query(what: object): Promise<{ state: string }> } };
      };
      const ask = async (name: string) => (await page.navigator.permissions.query({ name })).state;
      return Promise.all(["geolocation", "notifications", "microphone"].map(ask));
    });
    expect(states).toEqual(["denied", "denied", "denied"]);
  });

  it("7: has a content policy that runs no inline script", async () => {
    const answer = await page.reload();
    const policy = (await answer?.allHeaders())?.["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe");
    await page.evaluate(`{
      const script = document.createElement("script");
      script.textContent = "globalThis.hasRun = true";
      document.head.append(script);
      const button = document.createElement("button");
      button.setAttribute("onclick", "globalThis.hasRun = true");
      document.body.append(button);
      button.click();
    }`);
    expect(await page.evaluate("globalThis.hasRun ?? false")).toBe(false);
  });

  it("9, 10, 11, 12: turns on nothing experimental, and embeds no page", async () => {
    const { experimentalFeatures = false, enableBlinkFeatures = "", webviewTag } = await preferences();
    expect({ experimentalFeatures, enableBlinkFeatures, webviewTag }).toEqual({
      ...{ experimentalFeatures: false, enableBlinkFeatures: "", webviewTag: false },
    });
    expect(await isPrevented("will-attach-webview", "app://holdfast/")).toBe(true);
  });

  it("13: goes nowhere else", async () => {
    const here = page.url();
    await page.evaluate("location.href = 'https://example.org/'");
    await page.evaluate("location.href = 'file:///etc/passwd'").catch(() => undefined);
    await page.getByRole("link", { name: "Activity" }).first().click(); // it is still there, and works
    await page.waitForURL(LAUNCHER.pageAddress("app://holdfast/activity"));
    expect(here).toBe(LAUNCHER.pageAddress("app://holdfast/"));
    for (const way of ["will-navigate", "will-frame-navigate", "will-redirect"]) {
      for (const url of ["https://example.org/", "file:///etc/passwd", "app://other/", "http://127.0.0.1:1/", "app:"])
        expect(await isPrevented(way, url), `${way} ${url}`).toBe(true);
      expect(await isPrevented(way, "app://holdfast/plans"), way).toBe(false);
    }
  });

  it("14: opens no further window", async () => {
    expect(await page.evaluate("window.open('https://example.org/') === null")).toBe(true);
    await page.evaluate(`{
      const link = Object.assign(document.createElement("a"), { href: "/api/docs", target: "_blank" });
      document.body.append(link);
      link.click();
    }`);
    await page.getByRole("link", { name: "Activity" }).first().click();
    await page.waitForURL(LAUNCHER.pageAddress("app://holdfast/activity"));
    expect(await seen(desktop)).toMatchObject({ windows: 1 });
  });

  it("15: hands no address to the system to open", () => {
    expect(read("dist/desktop.mjs")).not.toContain("openExternal");
  });

  it("16: names one version of Electron, and that is the one here", () => {
    const { devDependencies } = JSON.parse(read("package.json"));
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
    expect(JSON.parse(read("node_modules/electron/package.json")).version).toBe(devDependencies.electron);
  });

  it("17: answers its own page only, and listens for one message", async () => {
    const answered = await desktop.evaluate(({ BrowserWindow, ipcMain }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const answers = (senderFrame: unknown): number => {
        let ports = 0;
        const sender = {
          isDestroyed: () => false,
          postMessage(_channel: string, _message: unknown, given: readonly unknown[]) {
            ports += given.length;
          },
        };
        ipcMain.emit("holdfast:ask-for-port", { sender, senderFrame });
        return ports;
      };
      return {
        nobody: answers(null),
        anotherPage: answers({ url: "https://example.org/" }),
        aFrameOfOurs: answers({ url: "app://holdfast/" }),
        ourPage: answers(contents?.mainFrame),
        channels: ipcMain.eventNames(),
      };
    });
    expect(answered).toEqual({
      ...{ nobody: 0, anotherPage: 0, aFrameOfOurs: 0, ourPage: 1 },
      channels: ["holdfast:ask-for-port"],
    });
  });

  it("18: has a protocol of its own, and reads no file by its name", async () => {
    const address = await desktop.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
    );
    expect(address).toBe("app://holdfast/");
    for (const path of ["/..%2fdesktop.mjs", "/../desktop.mjs", "/%2e%2e/desktop.mjs", "/assets/../../cli.mjs"]) {
      const text = await page.evaluate((at) => fetch(at).then((answer) => answer.text()), path);
      expect(text, path).not.toContain("import ");
    }
  });
});
