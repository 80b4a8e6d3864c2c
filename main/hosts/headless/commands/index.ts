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
    name: "forget",
    summary: "remove snapshots, by name or by rules of what to keep",
    load: async () => (await import("./forget.ts")).forgetCommand,
  },
  {
    name: "prune",
    summary: "give back the room of what no snapshot needs",
    load: async () => (await import("./prune.ts")).pruneCommand,
  },
  {
    name: "protect",
    summary: "protect what snapshots need for longer, where the storage does",
    load: async () => (await import("./protect.ts")).protectCommand,
  },
  {
    name: "tag",
    summary: "change the tags of snapshots",
    load: async () => (await import("./tag.ts")).tagCommand,
  },
  {
    name: "copy",
    summary: "copy snapshots from one repository into another",
    load: async () => (await import("./copy.ts")).copyCommand,
  },
  {
    name: "repair",
    summary: "repair the index, damaged packs and snapshots",
    load: async () => (await import("./repair.ts")).repairCommand,
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
    name: "serve",
    summary: "run the agent with its plans, and serve its window",
    load: async () => (await import("./agent/serve.ts")).serveCommand,
  },
  {
    name: "open",
    summary: "open the window of the running agent",
    load: async () => (await import("./agent/open.ts")).openCommand,
  },
  {
    name: "stop",
    summary: "end the running agent",
    load: async () => (await import("./agent/stop.ts")).stopCommand,
  },
  {
    name: "status",
    summary: "tell whether all is safe, and what goes on",
    load: async () => (await import("./agent/status.ts")).statusCommand,
  },
  {
    name: "pause",
    summary: "let no run begin by itself for a while",
    load: async () => (await import("./agent/pause.ts")).pauseCommand,
  },
  {
    name: "resume",
    summary: "end a pause",
    load: async () => (await import("./agent/pause.ts")).resumeCommand,
  },
  {
    name: "forecast",
    summary: "tell what is going to run by itself",
    load: async () => (await import("./agent/forecast.ts")).forecastCommand,
  },
  {
    name: "plan",
    summary: "list, show, make and remove plans",
    load: async () => (await import("./agent/plan.ts")).planCommand,
  },
  {
    name: "target",
    summary: "list, add and remove the places that plans save to",
    load: async () => (await import("./agent/target.ts")).targetCommand,
  },
  {
    name: "run",
    summary: "back up what a plan says, now",
    load: async () => (await import("./agent/run.ts")).runCommand,
  },
  {
    name: "test",
    summary: "bring a part of a plan's backups back, and compare it",
    load: async () => (await import("./agent/test-restore.ts")).testCommand,
  },
  {
    name: "proof",
    summary: "tell what is proven to come back",
    load: async () => (await import("./agent/proof.ts")).proofCommand,
  },
  {
    name: "search",
    summary: "find files in all snapshots by their names, also while targets are away",
    load: async () => (await import("./agent/search.ts")).searchCommand,
  },
  {
    name: "versions",
    summary: "tell how a file was in all snapshots",
    load: async () => (await import("./agent/search.ts")).versionsCommand,
  },
  {
    name: "runs",
    summary: "list what was run",
    load: async () => (await import("./agent/runs.ts")).runsCommand,
  },
  {
    name: "cancel",
    summary: "stop a run",
    load: async () => (await import("./agent/cancel.ts")).cancelCommand,
  },
  {
    name: "version",
    summary: "tell the version",
    load: async () => (await import("./version.ts")).versionCommand,
  },
];
