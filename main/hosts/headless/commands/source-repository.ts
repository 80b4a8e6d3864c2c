import { type Command, Option } from "commander";
import type { Context } from "../command.ts";
import type { Environment } from "../environment.ts";
import { UsageError } from "../errors.ts";
import type { PaceOptions } from "../pace.ts";
import { type Session, withRepository } from "../session.ts";

/** Options that name a second repository, which is only read. */
export interface SourceOptions {
  readonly fromRepo?: string;
  readonly fromRepositoryFile?: string;
  readonly fromPasswordFile?: string;
  readonly fromPasswordCommand?: string;
  readonly fromInsecureNoPassword?: true;
  readonly fromKeyHint?: string;
  readonly fromOption?: readonly string[];
}

/** The variables of a repository; with FROM_ behind the prefix they are those of the second one. */
const VARIABLES = ["REPOSITORY", "REPOSITORY_FILE", "PASSWORD", "PASSWORD_FILE", "PASSWORD_COMMAND", "KEY_HINT"];
const PREFIXES = ["HOLDFAST", "RESTIC"];

/** @param otherwise what is meant without any of them, for the help */
export function addSourceOptions(command: Command, otherwise: string): void {
  const add = (flags: string, text: string, name: string): unknown =>
    command.addOption(
      new Option(flags, `${text} (or the variable HOLDFAST_FROM_${name})`).helpGroup("Which repository it comes from:"),
    );
  add("--from-repo <location>", `the repository to read; ${otherwise}`, "REPOSITORY");
  add("--from-repository-file <file>", "file to read its location from", "REPOSITORY_FILE");
  add("--from-password-file <file>", "file to read its password from", "PASSWORD_FILE");
  add("--from-password-command <command>", "shell command that prints its password", "PASSWORD_COMMAND");
  add("--from-key-hint <id>", "its key to try first", "KEY_HINT");
  const option = new Option(
    "--from-option <key=value>",
    "a value of its connection, where it is not as for the other; again for more",
  );
  option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
  command.addOption(option.helpGroup("Which repository it comes from:"));
  const none = new Option("--from-insecure-no-password", "its password is the empty one");
  command.addOption(none.helpGroup("Which repository it comes from:"));
}

/** Opens the repository to read; the user's own if none is named. Closes it when the work is done. */
export function withSource<T>(
  context: Context,
  options: SourceOptions,
  work: (session: Session) => Promise<T>,
  pace: PaceOptions = {},
): Promise<T> {
  return withRepository(sourceContext(context, options), work, pace);
}

/** The surroundings of a command as they are for the second repository. */
function sourceContext(context: Context, options: SourceOptions): Context {
  const { json, quiet, verbose, lock, retryLock, cache, cacheDir, limitUpload, limitDownload } = context.options;
  const { fromRepo: repo, fromRepositoryFile: repositoryFile, fromKeyHint: keyHint } = options;
  if (repo !== undefined && repositoryFile !== undefined) {
    throw new UsageError("--from-repo and --from-repository-file do not go together.", "Choose one of them.");
  }
  const { fromPasswordFile: passwordFile, fromPasswordCommand: passwordCommand } = options;
  const insecureNoPassword = options.fromInsecureNoPassword;
  // Later ones count: the variables and options of connections are for both, unless it is said otherwise.
  const option = [...(context.options.option ?? []), ...(options.fromOption ?? [])];
  const named = { option, repo, repositoryFile, passwordFile, passwordCommand, insecureNoPassword, keyHint };
  const given = Object.entries({
    ...named,
    json,
    quiet,
    verbose,
    lock,
    retryLock,
    cache,
    cacheDir,
    limitUpload,
    limitDownload,
  });
  return {
    ...context,
    options: Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    env: sourceEnvironment(context.env),
  };
}

function sourceEnvironment(env: Environment): Environment {
  const names = PREFIXES.flatMap((prefix) => VARIABLES.map((name) => ({ prefix, name })));
  const own = names.map(({ prefix, name }) => [`${prefix}_${name}`, env[`${prefix}_FROM_${name}`]] as const);
  return { ...env, ...Object.fromEntries(own) };
}
