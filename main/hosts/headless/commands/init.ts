import { Option } from "commander";
import type { CommandSpec, Context } from "../command.ts";
import { UsageError } from "../errors.ts";
import { namedRepository } from "../repository-location.ts";
import { initRepository } from "../session.ts";
import { addSourceOptions, type SourceOptions, withSource } from "./source-repository.ts";

interface Options extends SourceOptions {
  readonly repositoryVersion?: "1" | "2" | "latest" | "stable";
  readonly copyChunkerParams?: true;
}

export const initCommand: CommandSpec<Options> = {
  about:
    "With --repo, at that place and with a password of yours. Without, your own repository on this computer, with a\n" +
    "generated passphrase and a recovery kit to print. “holdfast backup” does either by itself when it is needed.",
  examples: [
    { line: "init", says: "make your own repository on this computer" },
    { line: "init --repo /media/blue/backup", says: "make one on another disk; asks for a password" },
    { line: "init --repo /srv/b --password-file pw.txt", says: "the same, with the password from a file" },
    { line: "init --repo /media/red/copy --copy-chunker-params", says: "one for copies of your own repository" },
  ],
  declare(command) {
    const version = new Option("--repository-version <version>", "format version; 1 for programs that know no other");
    command.addOption(version.choices(["1", "2", "latest", "stable"]));
    command.option("--copy-chunker-params", "cut files as another repository does, so that copies of it share room");
    addSourceOptions(command, "with --copy-chunker-params your own otherwise");
  },
  async run(context, _operands, options) {
    const version = options.repositoryVersion === "1" ? 1 : 2;
    const chunkerPolynomial = await polynomialFor(context, options);
    await initRepository(context, { version, ...(chunkerPolynomial === undefined ? {} : { chunkerPolynomial }) });
  },
};

async function polynomialFor(context: Context, options: Options): Promise<bigint | undefined> {
  if (options.copyChunkerParams === true) {
    if ((await namedRepository(context.options, context.env)) === undefined)
      throw new UsageError("Where the new repository is to be is not said.", "Name the place with --repo.");
    return withSource(context, options, async ({ open }) => open.repository.config.chunkerPolynomial);
  }
  if (options.fromRepo === undefined && options.fromRepositoryFile === undefined) return undefined;
  throw new UsageError("Nothing is taken from the other repository.", "Add --copy-chunker-params, or leave it out.");
}
