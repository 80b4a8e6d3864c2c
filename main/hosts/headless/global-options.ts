import { type Command, Option } from "commander";
import { parseCount, parseDuration } from "./values.ts";

/** Options that every command knows. Absent means: not given. */
export interface GlobalOptions {
  readonly repo?: string;
  readonly repositoryFile?: string;
  readonly passwordFile?: string;
  readonly passwordCommand?: string;
  readonly insecureNoPassword?: true;
  readonly keyHint?: string;
  readonly json?: true;
  readonly quiet?: true;
  readonly verbose?: number;
  /** False with --no-lock. */
  readonly lock?: boolean;
  /** Milliseconds. */
  readonly retryLock?: number;
  /** Values of the connection, as “key=value”. */
  readonly option?: readonly string[];
  /** False with --no-cache. */
  readonly cache?: boolean;
  readonly cacheDir?: string;
  /** KiB a second. */
  readonly limitUpload?: number;
  readonly limitDownload?: number;
}

/** Declares them on the program and on each command, so that they may stand before and after the command's name. */
export function addGlobalOptions(command: Command): void {
  for (const option of globalOptions()) command.addOption(option.helpGroup("Options of every command:"));
}

function globalOptions(): Option[] {
  const env = (name: string): string => `(or the variable HOLDFAST_${name})`;
  return [
    new Option(
      "-r, --repo <location>",
      `the repository: a folder, or sftp:, rest:, s3: and so on ${env("REPOSITORY")}`,
    ),
    new Option("--repository-file <file>", `file to read the location from ${env("REPOSITORY_FILE")}`),
    new Option("-p, --password-file <file>", `file to read the password from ${env("PASSWORD_FILE")}`),
    new Option("--password-command <command>", `shell command that prints the password ${env("PASSWORD_COMMAND")}`),
    new Option("--insecure-no-password", "use the empty password"),
    new Option("--key-hint <id>", `the key to try first, when there are many ${env("KEY_HINT")}`),
    new Option(
      "-o, --option <key=value>",
      "a value of the connection, such as s3.region=eu-west-1; again for more",
    ).argParser(collect),
    new Option("--cache-dir <folder>", `where parts of repositories elsewhere are kept ${env("CACHE_DIR")}`),
    new Option("--no-cache", "keep nothing of repositories elsewhere on this computer"),
    new Option("--limit-upload <rate>", "send at most so many KiB a second").argParser(parseCount),
    new Option("--limit-download <rate>", "fetch at most so many KiB a second").argParser(parseCount),
    new Option("--json", "write JSON for other programs, one value a line"),
    new Option("-q, --quiet", "only what matters: results asked for, warnings, errors"),
    new Option("-v, --verbose", "say more; with errors, the details").argParser(
      (_: string, before: number | undefined) => (before ?? 0) + 1,
    ),
    new Option("--no-lock", "read without locking the repository, for places that cannot be written to"),
    new Option("--retry-lock <duration>", "how long to wait for others to finish, such as 5m or 2h").argParser(
      parseDuration,
    ),
  ];
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
