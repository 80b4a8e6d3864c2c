// `npm test`: installs what is missing, then runs every check and test under the pinned Node. Plain JavaScript for any
// Node from 18 on. Arguments: `--quick` leaves out the system's programs and what needs them; paths run only those tests.
import { join } from "node:path";
import { ensureInstalled } from "./install.mjs";
import { becomeProgram } from "./program.mjs";
import { explain, PINNED_NODE, ROOT } from "./step.mjs";

try {
  await ensureInstalled();
  await becomeProgram(PINNED_NODE, [join(ROOT, "build/run-tests.mjs"), ...process.argv.slice(2)], { cwd: ROOT });
} catch (error) {
  explain(error);
  console.log("0 passed, 1 failed, 0 skipped");
}
