import { bytes } from "../../../../shared/figures/index.ts";
import {
  type BackupEvent,
  type BackupOptions,
  type BackupResult,
  backup,
  type SourceProblem,
  toText,
} from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { variable } from "../environment.ts";
import { Interrupted } from "../errors.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { COPY_MISSING } from "../new-repository.ts";
import type { Output } from "../output.ts";
import { paceOf } from "../pace.ts";
import { type Session, withRepository } from "../session.ts";
import { table } from "../terminal/table.ts";
import { printable } from "../terminal/text-width.ts";
import { tagsOf } from "../values.ts";
import { VERSION } from "../version.ts";
import { type BackupCommandOptions, declareBackup } from "./backup-options.ts";
import { backupFigures, resultLines, statusData, summaryData, warningLines } from "./backup-report.ts";
import { askedExcludes, filterOf, ownDefaultExcludes, targetsOf } from "./backup-sources.ts";
import { taskOptions } from "./reading.ts";

export const backupCommand: CommandSpec<BackupCommandOptions> = {
  about:
    "With no repository named, your own one on this computer is used, and made if need be. A repository that is named\n" +
    "and does not exist is made, too. Files that cannot be read are listed; the rest is saved (exit code 3).",
  examples: [
    { line: "backup ~/Documents ~/Pictures", says: "save two folders to your own repository" },
    { line: "backup --repo /media/blue/backup ~/Documents", says: "save to another disk; asks for the password" },
    { line: "backup -e '*.iso' -e node_modules/ --tag work ~/projects", says: "leave some files out, and tag it" },
    { line: "backup --dry-run -v ~/Documents", says: "what would be saved" },
  ],
  declare: declareBackup,
  async run(context, paths, options) {
    if (options.listExcludes === true) return listExcludes(context.output);
    const targets = await targetsOf(paths, options);
    const isDryRun = options.dryRun === true;
    return withRepository(context, (session) => run(context, session, { targets }, options), {
      create: !isDryRun,
      ...paceOf(options),
    });
  },
};

async function run(
  context: Context,
  session: Session,
  { targets }: Pick<BackupOptions, "targets">,
  options: BackupCommandOptions,
): Promise<number> {
  const { output } = context;
  const filter = await filterOf(options, session.open.repository.storage.location);
  const run = backup(session.open, { ...engineOptions(context, options), targets, filter });
  const kept = new KeptData();
  for await (const event of run) {
    if (event.type === "kept") kept.bytes = event.bytes;
    tellEvent(output, event);
  }
  output.endProgress();
  const result = await run.result.catch((error: unknown) => {
    if (error instanceof Interrupted) output.note(kept.inWords());
    throw error;
  });
  tellResult(output, result, options.dryRun === true, session);
  return result.problemCount > 0 ? EXIT_CODES.warnings.code : EXIT_CODES.done.code;
}

function engineOptions(context: Context, options: BackupCommandOptions) {
  const { output, env } = context;
  const hostname = options.host ?? variable(env, "HOLDFAST_HOST", "RESTIC_HOST")?.value;
  const { force, ignoreInode, ignoreCtime, withAtime, dryRun, skipIfUnchanged, parent, time } = options;
  return {
    ...taskOptions(context),
    ...{ tags: tagsOf(options.tag), excludes: askedExcludes(options), programVersion: `holdfast ${VERSION}` },
    ...{ readAll: force === true, ignoreInode: ignoreInode === true, keepAtime: withAtime === true },
    // As in restic, what ignores the inode ignores the ctime, too.
    ignoreCtime: ignoreCtime === true || ignoreInode === true,
    ...{ dryRun: dryRun === true, skipIfUnchanged: skipIfUnchanged === true },
    estimate: options.scan !== false && (output.showsProgress || output.json),
    ...(hostname === undefined ? {} : { hostname }),
    ...(parent === undefined ? {} : { parent }),
    ...(time === undefined ? {} : { timeNs: time }),
  };
}

/** What a stopped run had stored. */
class KeptData {
  bytes = 0;

  inWords(): string {
    if (this.bytes === 0) return "Nothing new had been stored yet.";
    return `Kept ${bytes(this.bytes)} in the repository: the next run goes on from there.`;
  }
}

function tellEvent(output: Output, event: BackupEvent): void {
  switch (event.type) {
    case "progress":
      if (output.json && !output.quiet) output.data(statusData(event));
      output.progress(backupFigures(event));
      break;
    case "problem":
      tellProblem(output, event.problem);
      break;
    case "unlocked":
      output.note(`Removed the lock of process ${event.pid} on ${event.hostname}, which no longer runs.`);
      break;
    case "adopted":
      output.note("Using what an interrupted run had stored.");
      break;
    case "parent":
      output.detail(
        event.id === undefined
          ? "There is no earlier snapshot of this: every file is read."
          : `Comparing with snapshot ${event.id.slice(0, 8)}.`,
      );
      break;
    case "walks": // only those who tell what changed are told
    case "kept": // told with the end of the run
      break;
  }
}

/** For people problems come grouped, at the end; -v tells each at once. */
function tellProblem(output: Output, { message, path }: SourceProblem): void {
  if (!output.json) output.detail(printable(message));
  else output.alarmData({ message_type: "error", error: { message }, during: "archival", item: toText(path) });
}

function tellResult(output: Output, result: BackupResult, isDryRun: boolean, session: Session): void {
  if (output.json) {
    output.data(summaryData(result, isDryRun));
    return;
  }
  const warnings = warningLines(result, output.verbosity > 0);
  if (warnings.length > 0) output.alarm(warnings.map(printable).join("\n"));
  for (const line of resultLines(result, isDryRun)) output.remark(line);
  if (session.isDefault && session.isNew !== true && !isDryRun) output.remark(COPY_MISSING);
}

function listExcludes(output: Output): void {
  const excludes = ownDefaultExcludes();
  if (output.json) {
    output.data(excludes);
    return;
  }
  const rows = excludes.map(({ pattern, reason }) => [pattern, reason]);
  for (const line of table([{ title: "Pattern" }, { title: "Why it is left out" }], rows)) output.line(line);
  output.line("What is in folders with a valid CACHEDIR.TAG is left out as well.");
}
