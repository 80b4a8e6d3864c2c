import { type OpenRepository, type PruneOptions, type PruneResult, prune } from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { addPaceOption, type PaceOptions, paceOf } from "../pace.ts";
import { type Session, withRepository } from "../session.ts";
import { addPruneOptions, type PruneFlags, pruneOptions } from "./prune-options.ts";
import { pruneProgress, reportData, reportLines, tellNotice } from "./prune-report.ts";
import { taskOptions } from "./reading.ts";

interface Options extends PruneFlags, PaceOptions {
  readonly dryRun?: true;
}

export const pruneCommand: CommandSpec<Options> = {
  about:
    "Gives back the room of what no snapshot needs any more. What is needed is read, verified and written anew before\n" +
    "its old copy goes, so it may be stopped at any moment: nothing is lost, and the next prune goes on.",
  examples: [
    { line: "prune --dry-run", says: "tell what would be done" },
    { line: "prune", says: "leave at most 5 % unused" },
    { line: "prune --max-unused unlimited", says: "only what needs no writing: quick, and gives back less" },
    { line: "prune --max-time 20m", says: "a part of it; the next one goes on" },
    { line: "prune --delete-first", says: "on a disk that is full" },
  ],
  declare(command) {
    command.option("-n, --dry-run", "change nothing, only tell what would be done");
    addPruneOptions(command);
    addPaceOption(command);
  },
  run: (context, _operands, options) =>
    withRepository(context, (session) => run(context, session, options), paceOf(options)),
};

async function run(context: Context, { open }: Session, { dryRun, ...flags }: Options): Promise<number> {
  const result = await runPrune(context, open, { ...pruneOptions(flags), dryRun: dryRun === true });
  return result.notRemoved > 0 ? EXIT_CODES.warnings.code : EXIT_CODES.done.code;
}

/** Prunes and tells of it. */
export async function runPrune(context: Context, open: OpenRepository, options: PruneOptions): Promise<PruneResult> {
  const { output } = context;
  const task = prune(open, { ...taskOptions(context), ...options });
  for await (const event of task) {
    if (event.type === "progress") output.progress(pruneProgress(event));
    else tellNotice(output, event);
  }
  output.endProgress();
  const result = await task.result;
  if (output.json) output.data(reportData(result));
  for (const line of reportLines(result)) output.remark(line);
  return result;
}
