// Makes docs/screens/*.png: pages of the built window on staged agents. `npm run screens` runs it.
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = resolve(fileURLToPath(new URL("..", import.meta.url)));

// Where the pictures are taken; the staged agents and the browser have the same time of day.
process.env["TZ"] = "Europe/London";
// A Wednesday in spring, in the middle of a working day. Before the stages are loaded: they take their times from it.
process.env["HOLDFAST_STAGE_NOW"] = String(Date.UTC(2026, 4, 13, 13, 14));
execFileSync(process.execPath, [resolve(ROOT, "build/prepare.mjs")], { stdio: "inherit" });
const { takeScreens } = await import("../tests/e2e/stage/screens.ts");
await takeScreens(resolve(ROOT, "docs/screens"));
