import { type Browser, chromium, type Page } from "playwright";
import { findProgram } from "./programs.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/** The machine's own Chromium, if it has one. Tests that need it are skipped otherwise. */
export const CHROMIUM: string | undefined = NAMES.map(findProgram).find((path) => path !== undefined);

/** What keeps it from asking the network for anything, and lets it run as any user and without a graphics card. */
export const BROWSER_FLAGS = [
  ...["--no-sandbox", "--disable-quic", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
];

export function launchBrowser(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error("there is no Chromium on this machine");
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: BROWSER_FLAGS });
}

/** What a page complained about: errors in its console, uncaught ones, and refused requests of its own. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return complaints;
}
