import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { localTime } from "../../../../shared/figures/index.ts";
import { fromText, type RestoreOptions, restore } from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { Interrupted, UsageError } from "../errors.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { addPaceOption, type PaceOptions, paceOf } from "../pace.ts";
import { patternsInFiles } from "../pattern-files.ts";
import { type Session, withRepository } from "../session.ts";
import { printable } from "../terminal/text-width.ts";
import { collect } from "../values.ts";
import { readingOptions } from "./reading.ts";
import {
  restoreFigures,
  resultLines,
  statusData,
  summaryData,
  tellConflict,
  tellProblem,
  warningLines,
} from "./restore-report.ts";
import { addSnapshotFilter, type SnapshotFilterOptions, snapshotAndFolder, snapshotFilter } from "./snapshot-filter.ts";

interface Options extends SnapshotFilterOptions, PaceOptions {
  readonly target?: string;
  readonly include?: readonly string[];
  readonly iinclude?: readonly string[];
  readonly exclude?: readonly string[];
  readonly iexclude?: readonly string[];
  readonly includeFile?: readonly string[];
  readonly excludeFile?: readonly string[];
  readonly overwrite?: NonNullable<RestoreOptions["overwrite"]>;
  /** False with --no-sparse. */
  readonly sparse?: boolean;
  readonly ownershipByName?: true;
  readonly verify?: true;
  readonly dryRun?: true;
}

export const restoreCommand: CommandSpec<Options> = {
  about:
    "Brings a snapshot, or a part of it, into a folder. Existing files become what the snapshot says; nothing is deleted.\n" +
    "What cannot be restored is listed; the rest is restored (exit code 3).",
  examples: [
    { line: "restore latest --target ~/restored", says: "the newest snapshot into a new folder" },
    { line: "restore 1a2b3c4d -t ~/restored -i '*.odt'", says: "some of its files only" },
    { line: "restore latest:/home/ada/Documents -t ~/Documents --dry-run", says: "what would happen to a folder" },
    {
      line: "restore latest --target / --overwrite keep-both",
      says: "everything to where it was; files that differ stay, and come back beside them",
    },
    {
      line: "restore latest --target / --overwrite if-newer",
      says: "everything to where it was, without losing newer files",
    },
  ],
  declare,
  async run(context, operands, options) {
    const { target } = options;
    if (target === undefined) {
      throw new UsageError("It is not said where to restore to.", "Name a folder with --target.");
    }
    const work = (session: Session) => run(context, session, operands[0] ?? "latest", target, options);
    return withRepository(context, work, paceOf(options));
  },
};

function declare(command: Command): void {
  const many = (flags: string, text: string): unknown => command.addOption(new Option(flags, text).argParser(collect));
  command.argument(
    "<snapshot>",
    "id, its first digits, or “latest”; with :FOLDER behind it, only what is in that folder",
  );
  command.option("-t, --target <folder>", "the folder to restore into; it is made when it is not there");
  many("-i, --include <pattern>", "only what matches; gitignore syntax over the path in the snapshot");
  many("--iinclude <pattern>", "the same, whatever the case of letters");
  many("--include-file <file>", "such patterns from a file, one a line");
  many("-e, --exclude <pattern>", "leave out what matches");
  many("--iexclude <pattern>", "the same, whatever the case of letters");
  many("--exclude-file <file>", "such patterns from a file, one a line");
  const overwrite = new Option("--overwrite <behavior>", "what happens to files that are there (always without)");
  command.addOption(overwrite.choices(["always", "if-changed", "if-newer", "never", "keep-both"]));
  command.option("--sparse", "make holes of long runs of zeros; so by default");
  command.option("--no-sparse", "write zeros as they are");
  command.option("--ownership-by-name", "give files to users and groups by name instead of by number");
  command.option("--verify", "read every file back and compare it with the snapshot");
  command.option("-n, --dry-run", "write nothing, and say what would be done");
  addPaceOption(command);
  addSnapshotFilter(command);
}

async function run(
  context: Context,
  { open }: Session,
  asked: string,
  target: string,
  options: Options,
): Promise<number> {
  const { output } = context;
  const run = restore(open, await engineOptions(context, asked, target, options));
  for await (const event of run) {
    if (event.type === "progress") {
      if (output.json && !output.quiet) output.data(statusData(event));
      output.progress(restoreFigures(event));
    } else if (event.type === "problem") tellProblem(output, event.problem);
    else if (event.type === "conflict") tellConflict(output, event.conflict);
    else if (event.type === "damaged-index") output.alarm(printable(event.message));
    else {
      const { id, time } = event.snapshot;
      output.note(`Restoring snapshot ${id.slice(0, 8)} from ${localTime(time)} to ${printable(resolve(target))}`);
    }
  }
  output.endProgress();
  const result = await run.result.catch((error: unknown) => {
    if (error instanceof Interrupted) output.note("What was restored so far stays; running it again finishes it.");
    throw error;
  });
  const isDryRun = options.dryRun === true;
  if (output.json) output.data(summaryData(result));
  const warnings = output.json ? [] : warningLines(result, output.verbosity > 0);
  if (warnings.length > 0) output.alarm(warnings.map(printable).join("\n"));
  for (const line of resultLines(result, isDryRun)) output.remark(line);
  return result.problemCount > 0 ? EXIT_CODES.warnings.code : EXIT_CODES.done.code;
}

async function engineOptions(
  context: Context,
  asked: string,
  target: string,
  options: Options,
): Promise<RestoreOptions> {
  const { snapshot, folder } = snapshotAndFolder(asked);
  const { include = [], exclude = [], iinclude = [], iexclude = [], overwrite, sparse, ownershipByName } = options;
  const absolute = process.platform === "win32" ? resolve(target).replaceAll("\\", "/") : resolve(target);
  return {
    ...readingOptions(context),
    ...{ snapshot, filter: snapshotFilter(options, context.env), target: fromText(absolute) },
    ...(folder === undefined ? {} : { subfolder: fromText(folder) }),
    include: [...(await patternsInFiles(options.includeFile)), ...include],
    exclude: [...(await patternsInFiles(options.excludeFile)), ...exclude],
    ...{ insensitiveInclude: iinclude, insensitiveExclude: iexclude },
    ...(overwrite === undefined ? {} : { overwrite }),
    ...(sparse === undefined ? {} : { sparse }),
    ...(ownershipByName === true ? { owners: "names" } : {}),
    ...{ dryRun: options.dryRun === true, verify: options.verify === true },
  };
}
