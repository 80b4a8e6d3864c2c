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
import { patternLines, patternsInFiles, readTextFile } from "../pattern-files.ts";
import type { BackupCommandOptions } from "./backup-options.ts";

/** The name of the files with patterns that stand in the folders they are about. */
const IGNORE_FILE = ".holdfastignore";

/** What to save: the arguments, and what the lists of files name. */
export async function targetsOf(paths: readonly string[], options: BackupCommandOptions): Promise<BackupTarget[]> {
  const named = [...paths];
  for (const file of options.filesFrom ?? []) named.push(...expand(patternLines(await readTextFile(file))));
  for (const file of options.filesFromVerbatim ?? []) named.push(...(await readTextFile(file)).split(/\r?\n/));
  for (const file of options.filesFromRaw ?? []) named.push(...(await readTextFile(file)).split("\0"));
  const targets = named.filter((path) => path !== "");
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

/** A pattern that matches nothing stays as it is: the backup will say that it is not there. */
function expand(patterns: readonly string[]): string[] {
  return patterns.flatMap((pattern) => {
    if (!/[*?[]/.test(pattern)) return [pattern];
    const found = globSync(pattern).sort();
    return found.length === 0 ? [pattern] : found;
  });
}
