import { Interrupted, OutputClosed } from "./errors.ts";
import { exitCodeOf } from "./exit-codes.ts";
import { explainAsData, explainToPerson } from "./explain.ts";
import type { GlobalOptions } from "./global-options.ts";
import { Output } from "./output.ts";
import { runProgram } from "./program.ts";
import { stopOnSignals } from "./stop.ts";

// The command line. What a command needs is loaded when it is run: `holdfast version` starts without the engine.

const args = process.argv.slice(2);
// For failures of the arguments themselves, before they are understood.
let output = new Output({ json: args.includes("--json"), quiet: false, verbosity: args.includes("-v") ? 1 : 0 });

function makeContext(options: GlobalOptions) {
  const { json = false, quiet = false, verbose = 0 } = options;
  output = new Output({ json, quiet, verbosity: verbose });
  const signal = stopOnSignals((text) => output.note(text));
  return { output, env: process.env, signal, options };
}

/** Tells a failure, once. */
function tell(error: unknown): void {
  output.endProgress();
  if (error instanceof OutputClosed) return;
  process.exitCode = exitCodeOf(error);
  if (output.json) output.alarmData(explainAsData(error));
  else if (error instanceof Interrupted) output.note(error.message);
  else output.alarm(explainToPerson(error, output.verbosity > 0));
}

// A bug that no caller could catch: told as one, and then there is nothing left to rely on.
process.on("uncaughtException", (error) => {
  tell(error);
  process.exit();
});

try {
  process.exitCode = await runProgram(args, makeContext);
} catch (error) {
  tell(error);
}
