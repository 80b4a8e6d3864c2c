import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { type Password, passwordFromFile } from "../../engine/index.ts";
import type { Context } from "./command.ts";
import { variable } from "./environment.ts";
import { FileUnusable, PasswordMissing, PasswordUnavailable, UsageError } from "./errors.ts";
import { askSecret, canAsk } from "./terminal/prompt.ts";

/** The first letters of the environment variables that may tell the password. */
type Prefix = "HOLDFAST" | "RESTIC";

/**
 * The password that was given with an option or in the environment, in this order: --password-file or
 * --password-command, then for each prefix its variables _PASSWORD_FILE, _PASSWORD_COMMAND and _PASSWORD.
 */
export async function givenPassword(
  { options, env }: Pick<Context, "options" | "env">,
  prefixes: readonly Prefix[],
): Promise<Password | undefined> {
  const { passwordFile, passwordCommand, insecureNoPassword } = options;
  if ([passwordFile, passwordCommand, insecureNoPassword].filter((given) => given !== undefined).length > 1) {
    throw new UsageError("The password is given in more than one way.", "Choose one of the password options.");
  }
  if (insecureNoPassword === true) return "";
  if (passwordFile !== undefined) return readPasswordFile(passwordFile);
  if (passwordCommand !== undefined) return runPasswordCommand(passwordCommand);
  for (const prefix of prefixes) {
    const file = variable(env, `${prefix}_PASSWORD_FILE`);
    if (file !== undefined) return readPasswordFile(file.value);
    const command = variable(env, `${prefix}_PASSWORD_COMMAND`);
    if (command !== undefined) return runPasswordCommand(command.value);
    const password = variable(env, `${prefix}_PASSWORD`);
    if (password !== undefined) return password.value;
  }
  return undefined;
}

/** Asks for the password of a repository. @throws {PasswordMissing} there is nobody to ask */
export function askPassword(location: string, signal: AbortSignal): Promise<string> {
  if (!canAsk()) throw new PasswordMissing(location);
  return askSecret(`Password for the repository at “${location}”: `, signal);
}

/** Asks twice, since a new password that was mistyped locks its owner out. */
export async function askNewPassword(question: string, signal: AbortSignal): Promise<string> {
  const password = await askSecret(question, signal);
  await confirmPassword(password, signal);
  return password;
}

async function confirmPassword(password: string, signal: AbortSignal): Promise<void> {
  const again = await askSecret("The same password again: ", signal);
  if (again !== password) throw new UsageError("The two passwords are not the same.", "Try again.");
}

/** A new password must not be empty by accident, as from an empty file. */
export function mustNotBeEmpty(password: Password, { insecureNoPassword }: Context["options"]): void {
  if (password.length > 0 || insecureNoPassword === true) return;
  throw new UsageError("The new password is empty.", "If that is meant, say so with --insecure-no-password.");
}

export async function readPasswordFile(path: string): Promise<Password> {
  try {
    return passwordFromFile(await readFile(path));
  } catch (error) {
    throw new FileUnusable(path, "read", error);
  }
}

/** What a command prints; it may use the terminal, for instance to ask for a PIN. */
async function runPasswordCommand(command: string): Promise<Password> {
  const hint = "Run the command by itself to see what it does.";
  const child = spawn(command, { shell: true, stdio: ["inherit", "pipe", "inherit"] });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", (error) => reject(new PasswordUnavailable("The password command cannot be run.", hint, error)));
    child.once("close", resolve);
  });
  if (code !== 0) throw new PasswordUnavailable("The password command failed.", hint);
  return passwordFromFile(Buffer.concat(output));
}
