import { RevivedError } from "../../../../../shared/errors/index.ts";
import { countOf } from "../../../../../shared/figures/index.ts";
import type { Run, RunProblem } from "../../../../../shared/model/index.ts";
import type { AgentClient } from "../../agent-client/index.ts";
import { EXIT_CODES, exitCodeOf } from "../../exit-codes.ts";
import { explainToPerson } from "../../explain.ts";
import type { Output } from "../../output.ts";
import { printable } from "../../terminal/text-width.ts";
import { resultLines, runFigures } from "./run-words.ts";

/** Shows runs while they go on: one of them at a time as a block, what they wait for as a line. */
export class RunTeller {
  readonly #output: Output;
  readonly #waited = new Set<string>();
  #shown: string | undefined;

  constructor(output: Output) {
    this.#output = output;
  }

  readonly tell = (run: Run): void => {
    const output = this.#output;
    if (output.json) {
      if (!output.quiet) output.data({ message_type: "run", run });
      return;
    }
    if (run.waitingFor === "target" && !this.#waited.has(run.id)) {
      this.#waited.add(run.id);
      output.note(printable(`“${run.targetName}” is not connected. The run begins when it is; Ctrl-C stops waiting.`));
    }
    const figures = run.state === "running" ? runFigures(run) : undefined;
    if (figures === undefined || (this.#shown !== undefined && this.#shown !== run.id)) {
      if (this.#shown === run.id) this.end();
      return;
    }
    this.#shown = run.id;
    output.progress(figures);
  };

  end(): void {
    this.#shown = undefined;
    this.#output.endProgress();
  }
}

const PROBLEMS_ASKED = 1000;
const EXAMPLES = 3;

/** Says how runs ended. @returns the exit code */
export async function reportRuns(output: Output, client: AgentClient, runs: readonly Run[]): Promise<number> {
  for (const run of runs) {
    if (output.json) output.data({ message_type: "summary", run });
    else await tellPeople(output, client, run, runs.length > 1);
  }
  return worst(runs.map(exitCodeOfRun));
}

async function tellPeople(output: Output, client: AgentClient, run: Run, isOneOfMany: boolean): Promise<void> {
  if (isOneOfMany) output.remark(printable(`To ${run.targetName}:`));
  if (run.problems > 0) output.alarm((await problemLines(client, run, output.verbosity > 0)).map(printable).join("\n"));
  if (run.error === undefined) for (const line of resultLines(run)) output.remark(printable(line));
  else output.alarm(explainToPerson(new RevivedError(run.error), output.verbosity > 0));
}

/** Problems grouped by cause, in the words of the first of each. */
async function problemLines(client: AgentClient, run: Run, all: boolean): Promise<string[]> {
  const { causes, problems } = await client.runs.problems({ runId: run.id, limit: PROBLEMS_ASKED });
  const groups = Map.groupBy(problems, ({ cause }: RunProblem) => cause);
  const lines = [`Completed with ${countOf(run.problems, "warning")}: not everything was done.`];
  for (const { cause, count } of causes) {
    const members = groups.get(cause) ?? [];
    const shown = all ? members : members.slice(0, EXAMPLES);
    lines.push(`  ${countOf(count, "entry", "entries")} (${cause}):`, ...shown.map(({ message }) => `    ${message}`));
    if (count > shown.length) lines.push(`    and ${countOf(count - shown.length, "other")}`);
  }
  return lines;
}

function exitCodeOfRun({ outcome, error }: Run): number {
  switch (outcome) {
    case "completed":
      return EXIT_CODES.done.code;
    case "warnings":
      return EXIT_CODES.warnings.code;
    case "failed":
      return error === undefined ? EXIT_CODES.failed.code : exitCodeOf(new RevivedError(error));
    case "cancelled":
    case "interrupted":
    case undefined:
      return EXIT_CODES.interrupted.code;
  }
}

/** A failure outweighs a stop, a stop outweighs warnings. */
function worst(codes: readonly number[]): number {
  const { done, warnings, interrupted } = EXIT_CODES;
  const mild: readonly number[] = [done.code, warnings.code, interrupted.code];
  return codes.find((code) => !mild.includes(code)) ?? mild.toReversed().find((code) => codes.includes(code)) ?? 0;
}
