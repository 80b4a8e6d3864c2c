import type { CommandSpec } from "../command.ts";

export const keyCommand: CommandSpec<object> = {
  examples: [
    { line: "key list", says: "which passwords there are" },
    { line: "key add", says: "add one; asks for it" },
    { line: "key passwd --new-password-file new.txt", says: "change the one that is used" },
  ],
  declare: () => undefined,
  run: async () => undefined,
  subcommands: [
    {
      name: "list",
      summary: "list the keys; each belongs to a password",
      load: async () => (await import("./key-list.ts")).keyListCommand,
    },
    {
      name: "add",
      summary: "add a password",
      load: async () => (await import("./key-change.ts")).keyAddCommand,
    },
    {
      name: "remove",
      summary: "remove a password by the id of its key",
      load: async () => (await import("./key-change.ts")).keyRemoveCommand,
    },
    {
      name: "passwd",
      summary: "change the password that is used",
      load: async () => (await import("./key-change.ts")).keyPasswdCommand,
    },
  ],
};
