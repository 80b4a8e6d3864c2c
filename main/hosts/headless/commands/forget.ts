import {
  type ForgetOptions,
  type ForgetProgress,
  type ForgetResult,
  forget,
  isEmptyPolicy,
  type PruneOptions,
  type Run,
} from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { UsageError } from "../errors.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import type { Output } from "../output.ts";
import { type Session, withRepository } from "../session.ts";
import { declareForget, type ForgetCommandOptions, policyOf } from "./forget-options.ts";
import { tellData, tellFailures, tellPeople } from "./forget-report.ts";
import { runPrune } from "./prune.ts";
import { pruneOptions } from "./prune-options.ts";
import { taskOptions } from "./reading.ts";
import { snapshotFilter } from "./snapshot-filter.ts";

export const forgetCommand: CommandSpec<ForgetCommandOptions> = {
  about:
    "Removes the snapshots that are named, or those that no --keep rule keeps. The rules are applied to each group by\n" +
    "itself; a snapshot stays when any of them keeps it. While a rule is not used up, the oldest snapshot stays, too.\n" +
    "Files are not removed by this: “prune” frees the room of what no snapshot uses any more, and so does --prune.",
  examples: [
    {
      line: "forget --keep-daily 7 --keep-weekly 5 --dry-run",
      says: "what these rules would keep, why, and what goes",
    },
    { line: "forget --keep-within 1m --keep-monthly unlimited", says: "all of a month, and one of each month before" },
    { line: "forget 1a2b3c4d", says: "remove one snapshot" },
  ],
  declare: declareForget,
  run: (context, snapshots, options) => {
    mustFit(context, snapshots, options);
    return withRepository(context, (session) => run(context, session, snapshots, options));
  },
};

/** What is written so that it can be taken in two ways must not remove anything. */
function mustFit({ options: { lock } }: Context, snapshots: readonly string[], options: ForgetCommandOptions): void {
  if (lock === false && options.dryRun !== true)
    throw new UsageError("--no-lock is for looking only.", "Add --dry-run, or leave out --no-lock.");
  if (lock === false && options.prune === true)
    throw new UsageError("--no-lock does not go with --prune.", "Leave out one of them.");
  if (snapshots.length === 0) return;
  if (!isEmptyPolicy(policyOf(options)))
    throw new UsageError("Named snapshots and rules do not go together.", "Name what is to go, or say what stays.");
  const isFiltered = [options.host, options.tag, options.path].some((given) => given !== undefined);
  if (isFiltered && !snapshots.includes("latest"))
    throw new UsageError(
      "--host, --tag and --path do not choose among snapshots that are named.",
      "Leave them out, or leave out the names.",
    );
}

async function run(
  context: Context,
  { open }: Session,
  snapshots: readonly string[],
  options: ForgetCommandOptions,
): Promise<number> {
  const { output } = context;
  const report = {
    ...{ isDryRun: options.dryRun === true, isCompact: options.compact === true, prunes: options.prune === true },
    ...(snapshots.length > 0 ? {} : { policy: policyOf(options) }),
    ...(options.groupBy === undefined ? {} : { groupBy: options.groupBy }),
  };
  const task = forget(open, engineOptions(context, snapshots, options));
  await showProgress(output, task);
  const result = await task.result;
  if (output.json) tellData(output, result, report);
  else tellPeople(output, result, report);
  tellFailures(output, result.failures);
  const isClean = result.failures.length === 0;
  if (!isClean || options.prune !== true || result.remove.length === 0) return codeOf(isClean);
  const { notRemoved } = await runPrune(context, open, pruneOptionsAfter(result, options));
  return codeOf(notRemoved === 0);
}

function codeOf(isClean: boolean): number {
  return isClean ? EXIT_CODES.done.code : EXIT_CODES.warnings.code;
}

/** A dry run prunes as if the snapshots were gone already. */
function pruneOptionsAfter({ remove }: ForgetResult, options: ForgetCommandOptions): PruneOptions {
  const rules = pruneOptions(options);
  return options.dryRun === true ? { ...rules, dryRun: true, without: remove.map(({ id }) => id) } : rules;
}

function engineOptions(context: Context, snapshots: readonly string[], options: ForgetCommandOptions): ForgetOptions {
  const { dryRun = false, groupBy, unsafeAllowRemoveAll = false } = options;
  const filter = snapshotFilter(options, context.env);
  const common = { ...taskOptions(context), filter, dryRun, noLock: context.options.lock === false };
  if (snapshots.length > 0) return { ...common, snapshots };
  return {
    ...common,
    ...{ policy: policyOf(options), allowRemoveAll: unsafeAllowRemoveAll },
    ...(groupBy === undefined ? {} : { groupBy }),
  };
}

async function showProgress(output: Output, task: Run<ForgetProgress, unknown>): Promise<void> {
  const started = Date.now();
  for await (const { phase, removed, total } of task) {
    const secondsElapsed = (Date.now() - started) / 1000;
    const words = phase === "choosing" ? "Choosing" : "Removing";
    const figures = { phase: words, secondsElapsed, itemsDone: removed, item: "snapshot", bytesDone: 0 };
    output.progress(total === 0 ? figures : { ...figures, itemsTotal: total });
  }
  output.endProgress();
}
