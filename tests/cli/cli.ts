import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { holdfast } from "../support/holdfast.ts";
import type { ProgramResult, RunOptions } from "../support/programs.ts";
import { tempFolder } from "../support/temp-folder.ts";

type Env = NonNullable<RunOptions["env"]>;

/** A user of the command line: a folder for all that Holdfast keeps, and no keychain. */
export interface CliUser {
  readonly home: string;
  readonly env: Env;
  run(args: readonly string[], env?: Env, cwd?: string): Promise<ProgramResult>;
}

export function newUser(): CliUser {
  const home = tempFolder();
  const cleared = Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => name.startsWith("RESTIC_"))
      .map((name) => [name, undefined]),
  );
  const env = { ...cleared, HOLDFAST_HOME: home, HOLDFAST_KEYCHAIN: "off" };
  return {
    home,
    env,
    run: (args, more = {}, cwd = home) => holdfast(args, { env: { ...env, ...more }, cwd }),
  };
}

/** Where the repository of a user is who named none. */
export function defaultRepository({ home }: CliUser): string {
  return join(home, "data", "default", "repository");
}

/** The folder that secrets are kept in, a file each. */
export function keptSecrets({ home }: CliUser): string {
  return join(home, "config", "secrets");
}

/** The one passphrase that is kept for a user. */
export function keptPassphrase(user: CliUser): string {
  const folder = keptSecrets(user);
  return readdirSync(folder)
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")).secret)
    .join();
}

/** The values on standard output, one a line. */
export function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/** The value that ends the output of a command. */
export function lastJson(text: string): Record<string, unknown> {
  return jsonLines(text).at(-1) ?? {};
}
