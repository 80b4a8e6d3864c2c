import { Command, CommanderError } from "commander";
import type { CommandEntry, CommandSpec, Context, Example } from "./command.ts";
import { COMMANDS } from "./commands/index.ts";
import { UsageError } from "./errors.ts";
import { exitCodeTable } from "./exit-codes.ts";
import { addGlobalOptions, type GlobalOptions } from "./global-options.ts";
import { VERSION } from "./version.ts";

/** Makes the surroundings of a command, once it is known which options it was given. */
type MakeContext = (options: GlobalOptions) => Context;

const DESCRIPTION = `Encrypted backups in the open restic format, from one command.

With no repository named, commands use your own one on this computer; the first backup makes it.`;

/**
 * Runs the command that the arguments ask for.
 *
 * @param args without the names of the interpreter and of the program
 * @returns the exit code
 * @throws {UsageError} and whatever the command throws
 */
export async function runProgram(args: readonly string[], makeContext: MakeContext): Promise<number> {
  let exitCode = 0;
  const program = new Command("holdfast").description(DESCRIPTION).enablePositionalOptions();
  program.version(VERSION, "-V, --version", "tell the version");
  addGlobalOptions(program);
  program.addHelpText("after", `\nExit codes:\n${exitCodeTable()}`);
  quieten(program);
  attach(program, COMMANDS, async (spec, command) => {
    const { own, common } = optionsOf(command);
    // `spec.declare` made these options, and says in its type what they are.
    exitCode = (await spec.run(makeContext(common), command.args, own as never)) ?? 0;
  });
  try {
    await program.parseAsync(withHelpAsOption(args), { from: "user" });
  } catch (error) {
    return endOf(error, program);
  }
  return exitCode;
}

/** A command's options are declared when it is run, so the help it gives itself is the one that is complete. */
function withHelpAsOption(args: readonly string[]): readonly string[] {
  const [first, ...rest] = args;
  return first === "help" && rest.length > 0 ? [...rest, "--help"] : args;
}

type Runner = (spec: CommandSpec<never>, command: Command) => Promise<void>;

/** Puts commands below another: name and summary now, all else when one of them is asked for. */
function attach(parent: Command, entries: readonly CommandEntry[], run: Runner): void {
  for (const { name, summary } of entries) quieten(parent.command(name).summary(summary).description(summary));
  // Below the top `COMMAND --help` is the one way; at the top, `help COMMAND` is turned into it.
  if (parent.parent === null) parent.helpCommand("help [command]", "explain a command");
  else parent.helpCommand(false);
  parent.hook("preSubcommand", async (self, command) => {
    const entry = self === parent ? entries.find(({ name }) => name === command.name()) : undefined;
    if (entry !== undefined) declare(command, await entry.load(), run);
  });
}

function declare(command: Command, spec: CommandSpec<never>, run: Runner): void {
  spec.declare(command);
  addGlobalOptions(command);
  if (spec.about !== undefined) command.description(`${capital(command.description())}.\n\n${spec.about}`);
  command.addHelpText("after", examplesText(spec.examples));
  if (spec.subcommands === undefined) command.action(() => run(spec, command));
  else attach(command.enablePositionalOptions(), spec.subcommands, run);
}

function quieten(command: Command): Command {
  command
    .helpOption("-h, --help", "show this help")
    .configureHelp({ sortSubcommands: false, showGlobalOptions: false });
  // What is wrong with the arguments is told as every other failure is.
  return command.exitOverride().configureOutput({ outputError: () => undefined });
}

/** The options of a command itself, and those of every command, which may stand before its name too. */
function optionsOf(command: Command): { own: object; common: GlobalOptions } {
  const chain: Command[] = [];
  for (let each: Command | null = command; each !== null; each = each.parent) chain.unshift(each);
  const given = chain.map((each) =>
    Object.entries(each.opts()).filter(([name]) => each.getOptionValueSource(name) === "cli"),
  );
  return { own: command.opts(), common: Object.fromEntries(given.flat()) };
}

function examplesText(examples: readonly Example[]): string {
  const lines = examples.map(({ line, says }) => `  holdfast ${line}\n      ${says}`);
  return `\nExamples:\n${lines.join("\n")}`;
}

/** Help that was asked for is a good end; all else that commander says is about how the command was written. */
function endOf(error: unknown, program: Command): number {
  if (!(error instanceof CommanderError)) throw error;
  if (error.exitCode === 0) return 0;
  if (error.code === "commander.help") return 1; // no command given: the help was shown
  const { message, suggestion } = inWords(error);
  const asked = program.args[0];
  const known = COMMANDS.some(({ name }) => name === asked);
  const help = known ? `“holdfast ${asked} --help” shows how it is written.` : "“holdfast --help” lists the commands.";
  throw new UsageError(message, suggestion === undefined ? help : `Did you mean ${suggestion}? ${help}`);
}

const SENTENCES: readonly (readonly [code: string, pattern: RegExp, sentence: string])[] = [
  ["commander.unknownOption", /unknown option '(.*?)'/s, "There is no option “$1”."],
  ["commander.unknownCommand", /unknown command '(.*?)'/s, "There is no command “$1”."],
  ["commander.missingArgument", /missing required argument '(.*?)'/s, "The argument “$1” is missing."],
  ["commander.optionMissingArgument", /option '(.*?)' argument missing/s, "The option “$1” needs a value."],
  ["commander.conflictingOption", /option '(.*?)' cannot be used with option '(.*?)'/s, "“$1” does not go with “$2”."],
  ["commander.invalidArgument", /option '(.*?)' argument '(.*?)' is invalid\. (.*)/s, "“$2” does not fit “$1”: $3"],
  ["commander.excessArguments", /too many arguments.*?: (.*)\./s, "There are more arguments than it takes: $1."],
];

/** commander's messages as sentences. */
function inWords(error: CommanderError): { message: string; suggestion?: string } {
  const suggestion = /\(Did you mean (?:one of )?(.*?)\?\)/.exec(error.message)?.[1];
  const known = SENTENCES.find(([code, pattern]) => code === error.code && pattern.test(error.message));
  const found = known?.[1].exec(error.message);
  const plain = error.message.replace(/^error: /, "").replace(/\n.*/s, "");
  const message =
    known === undefined || !found ? capital(plain) : known[2].replace(/\$(\d)/g, (_, at) => found[at] ?? "");
  return suggestion === undefined ? { message } : { message, suggestion };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
