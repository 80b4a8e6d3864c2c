// `npm start -- COMMAND …`: sets up what is missing, then becomes the command line. Plain JavaScript for any Node from 18 on.
import { join } from "node:path";
import { ensureBuilt } from "./prepare.mjs";
import { becomeProgram } from "./program.mjs";
import { explain, PINNED_NODE, ROOT } from "./step.mjs";

const startedByNpm = process.env["npm_lifecycle_event"] === "start";
// npm moves to the project's folder; relative paths in the arguments mean the folder where the user typed them.
const typedIn = startedByNpm ? process.env["INIT_CWD"] : undefined;
const args = process.argv.length > 2 ? process.argv.slice(2) : ["--help"];

try {
  await ensureBuilt();
  await becomeProgram(PINNED_NODE, [join(ROOT, "dist/holdfast.mjs"), ...args], {
    cwd: typedIn ?? process.cwd(),
    diesWithParent: startedByNpm,
  });
} catch (error) {
  explain(error);
}
