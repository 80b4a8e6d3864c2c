import type { Command } from "commander";
import { addKey, type KeyInfo, listKeys, ownIdentity, removeKey } from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { UsageError } from "../errors.ts";
import { askNewPassword, mustNotBeEmpty, type Password, readPasswordFile } from "../passwords.ts";
import { keepDefaultPassphrase, withRepository } from "../session.ts";
import { canAsk } from "../terminal/prompt.ts";

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
      const { storage, key } = open.repository;
      tell(context, "Saved the new password", await addKey(storage, key, password, identityOf(options)));
    }),
};

export const keyPasswdCommand: CommandSpec<NewKeyOptions> = {
  examples: [{ line: "key passwd", says: "asks for the new password twice; the old one no longer opens" }],
  declare: addNewKeyOptions,
  run: (context, _operands, options) =>
    withRepository(context, async (session) => {
      const password = await newPassword(context, options);
      const { storage, key, keyId } = session.open.repository;
      // In this order, so that at no moment the passphrase that is kept opens nothing.
      const id = await addKey(storage, key, password, identityOf(options));
      await keepDefaultPassphrase(context, session, password);
      await removeKey(storage, keyId, id);
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
      const { storage, keyId } = open.repository;
      const key = chosen(await listKeys(storage, keyId, context.signal), id);
      await removeKey(storage, key.id, keyId);
      tell(context, "Removed the password", key.id);
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

function identityOf({ host, user }: NewKeyOptions) {
  const { hostname, username } = ownIdentity();
  return { identity: { hostname: host ?? hostname, username: user ?? username } };
}

function chosen(keys: readonly KeyInfo[], id: string): KeyInfo {
  const [found, ...others] = keys.filter((key) => key.id.startsWith(id));
  if (found === undefined) throw new UsageError(`There is no key “${id}”.`, "“holdfast key list” lists them.");
  if (others.length > 0) throw new UsageError(`“${id}” stands for ${others.length + 1} keys.`, "Give more digits.");
  return found;
}

function tell({ output }: Context, what: string, id: string): void {
  if (output.json) output.data({ message_type: "summary", key_id: id });
  output.remark(`${what}: key ${id.slice(0, 8)}.`);
}
