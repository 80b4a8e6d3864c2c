import type { CommandEntry } from "../command.ts";

/** All commands, in the order of the help. A new one is a file here and an entry. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "backup",
    summary: "save files and folders as a new snapshot",
    load: async () => (await import("./backup.ts")).backupCommand,
  },
  {
    name: "restore",
    summary: "bring files back from a snapshot",
    load: async () => (await import("./restore.ts")).restoreCommand,
  },
  {
    name: "snapshots",
    summary: "list the snapshots",
    load: async () => (await import("./snapshots.ts")).snapshotsCommand,
  },
  {
    name: "ls",
    summary: "list the files of a snapshot",
    load: async () => (await import("./ls.ts")).lsCommand,
  },
  {
    name: "find",
    summary: "find files in all snapshots",
    load: async () => (await import("./find.ts")).findCommand,
  },
  {
    name: "diff",
    summary: "tell what changed between two snapshots",
    load: async () => (await import("./diff.ts")).diffCommand,
  },
  {
    name: "dump",
    summary: "write a file, or a folder as an archive, to standard output",
    load: async () => (await import("./dump.ts")).dumpCommand,
  },
  {
    name: "stats",
    summary: "tell how much snapshots hold and take",
    load: async () => (await import("./stats.ts")).statsCommand,
  },
  {
    name: "check",
    summary: "check that the repository is sound",
    load: async () => (await import("./check.ts")).checkCommand,
  },
  {
    name: "init",
    summary: "make a new repository",
    load: async () => (await import("./init.ts")).initCommand,
  },
  {
    name: "key",
    summary: "list, add, remove and change the passwords of a repository",
    load: async () => (await import("./key.ts")).keyCommand,
  },
  {
    name: "unlock",
    summary: "remove locks that processes which no longer run have left",
    load: async () => (await import("./unlock.ts")).unlockCommand,
  },
  {
    name: "cat",
    summary: "show an internal object of the repository",
    load: async () => (await import("./cat.ts")).catCommand,
  },
  {
    name: "version",
    summary: "tell the version",
    load: async () => (await import("./version.ts")).versionCommand,
  },
];
