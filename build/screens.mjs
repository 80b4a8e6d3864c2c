// Makes docs/screens: pages of the built window on staged agents, those of the manual and a gallery of all states.
// `npm run screens` runs it; `--only TEXT` takes those with TEXT in their name.
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const ROOT = resolve(fileURLToPath(new URL("..", import.meta.url)));

// Where the pictures are taken; the staged agents and the browser have the same time of day.
process.env["TZ"] = "Europe/London";
// A Wednesday in spring, in the middle of a working day. Before the stages are loaded: they take their times from it.
process.env["HOLDFAST_STAGE_NOW"] = String(Date.UTC(2026, 4, 13, 13, 14));
execFileSync(process.execPath, [resolve(ROOT, "build/prepare.mjs")], { stdio: "inherit" });
const { values } = parseArgs({ options: { only: { type: "string", multiple: true } } });
const isWanted = (/** @type {string} */ name) => values.only?.some((text) => name.includes(text)) ?? true;
const { launchBrowser } = await import("../tests/support/browser.ts");
const { takeScreens } = await import("../tests/e2e/stage/screens.ts");
const { takeGallery } = await import("../tests/e2e/stage/gallery.ts");
const browser = await launchBrowser();
try {
  await takeScreens(browser, resolve(ROOT, "docs/screens"), isWanted);
  await takeGallery(browser, resolve(ROOT, "docs/screens/states"), isWanted);
} finally {
  await browser.close();
}
