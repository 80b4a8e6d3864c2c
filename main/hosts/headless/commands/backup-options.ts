import { type Command, Option } from "commander";
import { addPaceOption, type PaceOptions } from "../pace.ts";
import { collect, parseCount, parseSize, parseTimeOption } from "../values.ts";

/** The options of `backup`. Absent means: not given. */
export interface BackupCommandOptions extends PaceOptions {
  readonly exclude?: readonly string[];
  readonly iexclude?: readonly string[];
  readonly excludeFile?: readonly string[];
  readonly iexcludeFile?: readonly string[];
  readonly excludeCaches?: true;
  readonly excludeIfPresent?: readonly string[];
  /** Bytes. */
  readonly excludeLargerThan?: number;
  readonly oneFileSystem?: true;
  /** False with --no-default-excludes. */
  readonly defaultExcludes?: boolean;
  readonly listExcludes?: true;
  readonly filesFrom?: readonly string[];
  readonly filesFromVerbatim?: readonly string[];
  readonly filesFromRaw?: readonly string[];
  readonly tag?: readonly string[];
  readonly host?: string;
  /** Nanoseconds since 1970. */
  readonly time?: bigint;
  readonly parent?: string;
  readonly force?: true;
  readonly ignoreInode?: true;
  readonly ignoreCtime?: true;
  readonly withAtime?: true;
  readonly skipIfUnchanged?: true;
  readonly dryRun?: true;
  /** False with --no-scan. */
  readonly scan?: boolean;
}

export function declareBackup(command: Command): void {
  command.argument("[path...]", "files and folders to save");
  addExcludes(command);
  addSources(command);
  addSnapshotOptions(command);
}

function addExcludes(command: Command): void {
  const group = "What to leave out:";
  const many = (flags: string, text: string): unknown => command.addOption(repeatable(flags, text).helpGroup(group));
  const one = (flags: string, text: string): Option => {
    const option = new Option(flags, text).helpGroup(group);
    command.addOption(option);
    return option;
  };
  many("-e, --exclude <pattern>", "a line of gitignore syntax; /x is anchored at the root, a/b matches at any depth");
  many("--iexclude <pattern>", "the same, whatever the case of letters");
  many("--exclude-file <file>", "patterns from a file, one a line");
  many("--iexclude-file <file>", "the same, whatever the case of letters");
  one("--exclude-caches", "what is in folders that CACHEDIR.TAG declares a cache; so by default");
  many("--exclude-if-present <name[:header]>", "what is in folders that hold such a file");
  one("--exclude-larger-than <size>", "files larger than this, such as 500k, 100M or 2G").argParser(parseSize);
  one("-x, --one-file-system", "what is on other disks than the path given");
  one("--no-default-excludes", "nothing by default: neither caches nor bins of this system");
  one("--list-excludes", "only show what is left out by default, and why");
}

function addSources(command: Command): void {
  const group = "More to save:";
  const many = (flags: string, text: string): unknown => command.addOption(repeatable(flags, text).helpGroup(group));
  many("--files-from <file>", "patterns of paths from a file, one a line, # for comments; “-” is standard input");
  many("--files-from-verbatim <file>", "paths from a file, one a line, taken as they are");
  many("--files-from-raw <file>", "paths from a file, each ended by a zero byte");
}

function addSnapshotOptions(command: Command): void {
  command.addOption(repeatable("--tag <tag[,tag...]>", "tags for the snapshot"));
  command.option("-H, --host <host>", "name of this computer in the snapshot (or the variable HOLDFAST_HOST)");
  command.addOption(
    new Option("--time <time>", "time of the snapshot, “2026-11-22 10:28:40”").argParser(parseTimeOption),
  );
  command.option("--parent <snapshot>", "compare with this snapshot; else with the newest of the same paths and host");
  command.option("-f, --force", "read every file again, whatever its times say, and warn of what changed silently");
  command.option("--ignore-inode", "do not take a new inode number or ctime for a change");
  command.option("--ignore-ctime", "do not take a new ctime for a change");
  command.option("--with-atime", "keep the time of last access");
  command.option("--skip-if-unchanged", "make no snapshot if nothing changed");
  command.option("-n, --dry-run", "write nothing, and say what would be done");
  command.option("--no-scan", "do not count beforehand how much there is");
  addPaceOption(command);
  // Scripts for restic give this; how many files are read at once is found out by itself.
  const concurrency = new Option("--read-concurrency <n>", "accepted and not needed").argParser(parseCount);
  command.addOption(concurrency.hideHelp());
}

function repeatable(flags: string, text: string): Option {
  return new Option(flags, text).argParser(collect);
}
