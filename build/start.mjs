// `npm start`: sets up what is missing, then becomes the desktop's window or, without Electron or a display, the agent with its
// window in a browser; `npm start -- COMMAND …` becomes the command line. Plain JavaScript for any Node from 18 on.
import { join } from "node:path";
import { ensureBuilt } from "./prepare.mjs";
import { becomeProgram } from "./program.mjs";
import { chooseStart, findElectron, hasDisplay } from "./start-choice.mjs";
import { explain, PINNED_NODE, ROOT } from "./step.mjs";

const startedByNpm = process.env["npm_lifecycle_event"] === "start";
// npm moves to the project's folder; relative paths in the arguments mean the folder where the user typed them.
const typedIn = startedByNpm ? process.env["INIT_CWD"] : undefined;

try {
  await ensureBuilt();
  const choice = chooseStart({
    args: process.argv.slice(2),
    electron: findElectron(ROOT),
    hasDisplay: hasDisplay(process.env, process.platform),
  });
  const options = { cwd: typedIn ?? process.cwd(), diesWithParent: startedByNpm };
  if ("electron" in choice) {
    await becomeProgram(choice.electron, [join(ROOT, "dist/desktop.mjs")], options);
  } else {
    if (choice.noDesktop !== undefined) process.env["HOLDFAST_NO_DESKTOP"] = choice.noDesktop; // it is told with the address
    await becomeProgram(PINNED_NODE, [join(ROOT, "dist/holdfast.mjs"), ...choice.args], options);
  }
} catch (error) {
  explain(error);
}
