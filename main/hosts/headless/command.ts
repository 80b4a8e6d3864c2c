import type { Command } from "commander";
import type { Environment } from "./environment.ts";
import type { GlobalOptions } from "./global-options.ts";
import type { Output } from "./output.ts";

/** What a command is given to work with. */
export interface Context {
  readonly output: Output;
  readonly env: Environment;
  /** Aborts when the user wants to stop. */
  readonly signal: AbortSignal;
  /** The options of every command. */
  readonly options: GlobalOptions;
}

export interface Example {
  /** Without the program's name. */
  readonly line: string;
  readonly says: string;
}

/** A command of the program. Its module is loaded only when it is run. */
export interface CommandSpec<Options> {
  readonly examples: readonly Example[];
  /** More than the summary tells, for its help. */
  readonly about?: string;
  /**
   * Declares arguments and options. It is called once commander has looked for defaults, so an option that was not given
   * is absent, a negated one (`--no-x`) too.
   */
  declare(command: Command): void;
  /** @returns the exit code, if it is not 0 */
  // biome-ignore lint/suspicious/noConfusingVoidType: most commands end with nothing to say
  run(context: Context, operands: readonly string[], options: Options): Promise<number | void>;
  readonly subcommands?: readonly CommandEntry[];
}

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  // The options a command gets are those that it declared itself, so which they are is its own business.
  load(): Promise<CommandSpec<never>>;
}
