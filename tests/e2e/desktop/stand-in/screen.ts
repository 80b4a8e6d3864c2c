import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright";
import { BROWSER_FLAGS, CHROMIUM } from "../../../support/browser.ts";

/** Electron's own Chromium has a scheme of ours; the machine's gets it as a host that is nowhere. */
const SUFFIX = ".app.invalid";

/** An address as the page has it. */
export function inPage(url: string): string {
  return url.replace(/^app:\/\/([^/]+)/, `https://$1${SUFFIX}`);
}

/** An address as Electron tells it. */
export function inElectron(url: string): string {
  return url.replace(/^https:\/\/([^/]+)\.app\.invalid/, "app://$1");
}

let opened: Promise<BrowserContext> | undefined;

/** The Chromium of this process; its windows are pages. */
function screen(folder: string): Promise<BrowserContext> {
  opened ??= chromium.launchPersistentContext(join(folder, "chromium"), {
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    headless: true,
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false }, // signals are the app's to answer
    // Electron's pages are told when the other end of a port is closed; plain Chromium has that behind a flag.
    args: [...BROWSER_FLAGS, "--remote-debugging-port=0", "--enable-blink-features=MessagePortCloseEvent"],
    viewport: { width: 1180, height: 800 },
  });
  return opened;
}

/** Where a test reaches the same Chromium. */
export async function debuggingAddress(folder: string): Promise<string> {
  await screen(folder);
  const [port, path] = readFileSync(join(folder, "chromium", "DevToolsActivePort"), "utf8").split("\n");
  return `ws://127.0.0.1:${port}${path}`;
}

export async function newPage(folder: string): Promise<Page> {
  return (await screen(folder)).newPage();
}

export async function closeScreen(): Promise<void> {
  await (await opened)?.close();
}
