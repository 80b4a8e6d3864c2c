import { globSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute } from "node:path";
import {
  type BackupTarget,
  backupTarget,
  defaultExcludes,
  type FilterSpec,
  fromText,
  NO_FILTER,
} from "../../../engine/index.ts";
import { UsageError } from "../errors.ts";
import { patternLines, patternsInFiles, readBytes, readTextFile } from "../pattern-files.ts";
import type { BackupCommandOptions } from "./backup-options.ts";

/** The name of the files with patterns that stand in the folders they are about. */
const IGNORE_FILE = ".holdfastignore";

/** What to save: the arguments, and what the lists of files name. */
export async function targetsOf(paths: readonly string[], options: BackupCommandOptions): Promise<BackupTarget[]> {
  const named: (string | Buffer)[] = [...paths];
  for (const file of options.filesFrom ?? []) named.push(...expand(patternLines(await readTextFile(file))));
  for (const file of options.filesFromVerbatim ?? []) named.push(...(await recordsIn(file, "\n")).map(withoutReturn));
  for (const file of options.filesFromRaw ?? []) named.push(...(await recordsIn(file, "\0")));
  const targets = named.filter((path) => path.length > 0);
  if (targets.length > 0) return targets.map(backupTarget);
  throw new UsageError("No file or folder to back up is named.", "For instance: holdfast backup ~/Documents");
}

/** What to leave out, of all that the options say. */
export async function filterOf(options: BackupCommandOptions, repository: string): Promise<FilterSpec> {
  const hasDefaults = options.defaultExcludes !== false;
  const byDefault = hasDefaults ? ownDefaultExcludes().map(({ pattern }) => pattern) : [];
  return {
    ...NO_FILTER,
    patterns: [...byDefault, ...(await patternsInFiles(options.excludeFile)), ...(options.exclude ?? [])],
    insensitivePatterns: [...(await patternsInFiles(options.iexcludeFile)), ...(options.iexclude ?? [])],
    ignoreFileNames: [IGNORE_FILE],
    skipTaggedCaches: hasDefaults || options.excludeCaches === true,
    skipIfPresent: options.excludeIfPresent ?? [],
    ...(options.excludeLargerThan === undefined ? {} : { largerThanBytes: options.excludeLargerThan }),
    oneFileSystem: options.oneFileSystem === true,
    // A repository in a folder that is backed up would grow by itself with every run.
    skipPaths: isAbsolute(repository) ? [fromText(repository.replaceAll("\\", "/"))] : [],
  };
}

/** What the user asked to leave out, as the snapshot keeps it. */
export function askedExcludes(options: BackupCommandOptions): string[] {
  return [...(options.exclude ?? []), ...(options.iexclude ?? [])];
}

export function ownDefaultExcludes(): ReturnType<typeof defaultExcludes> {
  return defaultExcludes(process.platform, homedir());
}

/** What stands between separators, byte by byte: paths need not be text. */
async function recordsIn(file: string, separator: string): Promise<Buffer[]> {
  const records = (await readBytes(file)).toString("latin1").split(separator);
  return records.map((record) => Buffer.from(record, "latin1"));
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
}

/** A pattern that matches nothing stays as it is: the backup will say that it is not there. */
function expand(patterns: readonly string[]): string[] {
  return patterns.flatMap((pattern) => {
    if (!/[*?[]/.test(pattern)) return [pattern];
    const found = globSync(pattern).sort();
    return found.length === 0 ? [pattern] : found;
  });
}
