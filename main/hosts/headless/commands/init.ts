import { Option } from "commander";
import type { CommandSpec } from "../command.ts";
import { initRepository } from "../session.ts";

interface Options {
  readonly repositoryVersion?: "1" | "2" | "latest" | "stable";
}

export const initCommand: CommandSpec<Options> = {
  about:
    "With --repo, at that place and with a password of yours. Without, your own repository on this computer, with a\n" +
    "generated passphrase and a recovery kit to print. “holdfast backup” does either by itself when it is needed.",
  examples: [
    { line: "init", says: "make your own repository on this computer" },
    { line: "init --repo /media/blue/backup", says: "make one on another disk; asks for a password" },
    { line: "init --repo /srv/b --password-file pw.txt", says: "the same, with the password from a file" },
  ],
  declare(command) {
    const version = new Option("--repository-version <version>", "format version; 1 for programs that know no other");
    command.addOption(version.choices(["1", "2", "latest", "stable"]));
  },
  run: (context, _operands, { repositoryVersion }) => initRepository(context, repositoryVersion === "1" ? 1 : 2),
};
