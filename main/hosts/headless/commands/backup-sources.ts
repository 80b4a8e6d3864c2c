import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
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
import { FileUnusable, UsageError } from "../errors.ts";
import type { BackupCommandOptions } from "./backup-options.ts";

/** The name of the files with patterns that stand in the folders they are about. */
const IGNORE_FILE = ".holdfastignore";

/** What to save: the arguments, and what the lists of files name. */
export async function targetsOf(paths: readonly string[], options: BackupCommandOptions): Promise<BackupTarget[]> {
  const named = [...paths];
  for (const file of options.filesFrom ?? []) named.push(...expand(lines(await readText(file))));
  for (const file of options.filesFromVerbatim ?? []) named.push(...(await readText(file)).split(/\r?\n/));
  for (const file of options.filesFromRaw ?? []) named.push(...(await readText(file)).split("\0"));
  const targets = named.filter((path) => path !== "");
  if (targets.length > 0) return targets.map(backupTarget);
  throw new UsageError("No file or folder to back up is named.", "For instance: holdfast backup ~/Documents");
}

/** What to leave out, of all that the options say. */
export async function filterOf(options: BackupCommandOptions, repository: string): Promise<FilterSpec> {
  const fromFiles = async (files: readonly string[] = []): Promise<string[]> => {
    return (await Promise.all(files.map(readText))).flatMap(lines);
  };
  const byDefault = options.defaultExcludes ? ownDefaultExcludes().map(({ pattern }) => pattern) : [];
  return {
    ...NO_FILTER,
    patterns: [...byDefault, ...(await fromFiles(options.excludeFile)), ...(options.exclude ?? [])],
    insensitivePatterns: [...(await fromFiles(options.iexcludeFile)), ...(options.iexclude ?? [])],
    ignoreFileNames: [IGNORE_FILE],
    skipTaggedCaches: options.defaultExcludes || options.excludeCaches === true,
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

/** Lines without comments and empty ones. */
function lines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** A pattern that matches nothing stays as it is: the backup will say that it is not there. */
function expand(patterns: readonly string[]): string[] {
  return patterns.flatMap((pattern) => {
    if (!/[*?[]/.test(pattern)) return [pattern];
    const found = globSync(pattern).sort();
    return found.length === 0 ? [pattern] : found;
  });
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path === "-" ? "/dev/stdin" : path, "utf8");
  } catch (error) {
    throw new FileUnusable(path, "read", error);
  }
}
