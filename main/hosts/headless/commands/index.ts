import type { CommandEntry } from "../command.ts";

/** All commands, in the order of the help. A new one is a file here and an entry. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "backup",
    summary: "save files and folders as a new snapshot",
    load: async () => (await import("./backup.ts")).backupCommand,
  },
  {
    name: "snapshots",
    summary: "list the snapshots",
    load: async () => (await import("./snapshots.ts")).snapshotsCommand,
  },
  {
    name: "init",
    summary: "make a new repository",
    load: async () => (await import("./init.ts")).initCommand,
  },
  {
    name: "unlock",
    summary: "remove locks that processes which no longer run have left",
    load: async () => (await import("./unlock.ts")).unlockCommand,
  },
  {
    name: "key",
    summary: "list, add, remove and change the passwords of a repository",
    load: async () => (await import("./key.ts")).keyCommand,
  },
  {
    name: "version",
    summary: "tell the version",
    load: async () => (await import("./version.ts")).versionCommand,
  },
];
