// `npm run build`: brings a clone to the point where it runs, packages installed and sources built. Plain JavaScript for any
// Node from 18 on.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureInstalled, recordInstall } from "./install.mjs";
import { withSetupLock } from "./setup-lock.mjs";
import { readStamp, sourceStamp } from "./stamps.mjs";
import { explain, PINNED_NODE, ROOT, runStep, say } from "./step.mjs";

const BUILD_STAMP = join(ROOT, "dist/.stamp");

/** Builds `dist/`, unless it is there and made from exactly these sources; installs first what is missing. */
export async function ensureBuilt() {
  await ensureInstalled();
  if (isBuilt()) return;
  await withSetupLock(ROOT, say, async (noteProgram) => {
    if (isBuilt()) return;
    say("Building …");
    const args = [join(ROOT, "build/bundle.mjs")];
    const failure = "Holdfast could not be built from these sources.";
    await runStep({ command: PINNED_NODE, args, failure }, noteProgram);
  });
}

function isBuilt() {
  return existsSync(join(ROOT, "dist/holdfast.mjs")) && readStamp(BUILD_STAMP) === sourceStamp(ROOT);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.argv[2] === "--installed") recordInstall();
  else await ensureBuilt().catch(explain);
}
