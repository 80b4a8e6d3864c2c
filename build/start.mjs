// `npm start -- COMMAND …`: sets up what is missing, then becomes the command line. Plain JavaScript for any Node from 18 on.
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, explain, PINNED_NODE, ROOT } from "./prepare.mjs";
import { becomeProgram } from "./program.mjs";

try {
  await ensureInstalled();
  await ensureBuilt();
  const args = process.argv.length > 2 ? process.argv.slice(2) : ["--help"];
  await becomeProgram(PINNED_NODE, [join(ROOT, "dist/holdfast.mjs"), ...args], { cwd: userFolder() });
} catch (error) {
  explain(error);
}

/** npm moves to the project's folder; relative paths in the arguments mean the folder where the user typed them. */
function userFolder() {
  const typedIn = process.env["npm_lifecycle_event"] === "start" ? process.env["INIT_CWD"] : undefined;
  return typedIn ?? process.cwd();
}
