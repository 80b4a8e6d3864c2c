import { explainToPerson } from "../../headless/explain.ts";
import { runAgent } from "./run-agent.ts";

// The program of the agent's process. What it writes as errors is shown if it dies again and again.

/** Ends with the words on their way: a process that exits at once may lose them. */
function die(error: unknown): void {
  process.stderr.write(`${explainToPerson(error, true)}\n`, () => process.exit(1));
}

process.on("uncaughtException", die);

try {
  await runAgent(process.env, process.parentPort);
  process.exit(0); // a read from a drive that answers no more must not keep it; what counts is stored
} catch (error) {
  die(error);
}
