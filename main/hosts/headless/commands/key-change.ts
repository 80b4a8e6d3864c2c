import type { Command } from "commander";
import {
  addPassword,
  changePassword,
  type NewPasswordOptions,
  type Password,
  removeKey,
} from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { UsageError } from "../errors.ts";
import { askNewPassword, mustNotBeEmpty, readPasswordFile } from "../passwords.ts";
import { keepDefaultPassphrase, withRepository } from "../session.ts";
import { canAsk } from "../terminal/prompt.ts";
import { taskOptions } from "./reading.ts";

interface NewKeyOptions {
  readonly newPasswordFile?: string;
  readonly newInsecureNoPassword?: true;
  readonly host?: string;
  readonly user?: string;
}

export const keyAddCommand: CommandSpec<NewKeyOptions> = {
  examples: [
    { line: "key add", says: "asks for the new password twice" },
    { line: "key add --new-password-file new.txt", says: "takes it from a file" },
  ],
  declare: addNewKeyOptions,
  run: (context, _operands, options) =>
    withRepository(context, async ({ open }) => {
      const password = await newPassword(context, options);
      tell(context, "Saved the new password", await addPassword(open, password, newKey(context, options)));
    }),
};

export const keyPasswdCommand: CommandSpec<NewKeyOptions> = {
  examples: [{ line: "key passwd", says: "asks for the new password twice; the old one no longer opens" }],
  declare: addNewKeyOptions,
  run: (context, _operands, options) =>
    withRepository(context, async (session) => {
      const password = await newPassword(context, options);
      const keep = () => keepDefaultPassphrase(context, session, password);
      const id = await changePassword(session.open, password, newKey(context, options), keep);
      tell(context, "Changed the password", id);
      if (session.isDefault)
        context.output.alarm("The recovery kit holds the old passphrase: write the new one on it.");
    }),
};

export const keyRemoveCommand: CommandSpec<object> = {
  examples: [{ line: "key remove 1a2b3c4d", says: "the password of this key no longer opens the repository" }],
  declare(command) {
    command.argument("<id>", "of the key, or its first digits");
  },
  run: (context, [id = ""]) =>
    withRepository(context, async ({ open }) => {
      tell(context, "Removed the password", await removeKey(open, id, taskOptions(context)));
    }),
};

function addNewKeyOptions(command: Command): void {
  command.option("--new-password-file <file>", "file to read the new password from");
  command.option("--new-insecure-no-password", "make the empty password the new one");
  command.option("--host <host>", "the computer's name to keep with the key");
  command.option("--user <user>", "the user's name to keep with the key");
}

async function newPassword({ signal }: Context, options: NewKeyOptions): Promise<Password> {
  const { newPasswordFile, newInsecureNoPassword } = options;
  if (newInsecureNoPassword === true) return "";
  const hint = "Give it with --new-password-file, or run this on a terminal.";
  if (newPasswordFile === undefined && !canAsk()) throw new UsageError("No new password is given.", hint);
  const password =
    newPasswordFile === undefined
      ? await askNewPassword("The new password: ", signal)
      : await readPasswordFile(newPasswordFile);
  mustNotBeEmpty(password, {});
  return password;
}

function newKey(context: Context, { host, user }: NewKeyOptions): NewPasswordOptions {
  return {
    ...taskOptions(context),
    ...(host === undefined ? {} : { hostname: host }),
    ...(user === undefined ? {} : { username: user }),
  };
}

function tell({ output }: Context, what: string, id: string): void {
  if (output.json) output.data({ message_type: "summary", key_id: id });
  output.remark(`${what}: key ${id.slice(0, 8)}.`);
}
