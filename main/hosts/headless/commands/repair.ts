import type { CommandSpec } from "../command.ts";

export const repairCommand: CommandSpec<object> = {
  about:
    "After “holdfast check” has found damage: first the index, then packs that “check --read-data” names, then the\n" +
    "snapshots. If the files are still on this computer, run “holdfast backup --force” after “repair index”: what it saves\n" +
    "anew heals old snapshots, too.",
  examples: [
    { line: "repair index", says: "make the index say what is there" },
    { line: "repair packs 3fa9c1…", says: "save what is whole in a damaged pack" },
    { line: "repair snapshots --forget", says: "make snapshots without what is lost in place of the damaged ones" },
  ],
  declare: () => undefined,
  run: async () => undefined,
  subcommands: [
    {
      name: "index",
      summary: "make the index say what the packs hold",
      load: async () => (await import("./repair-index.ts")).repairIndexCommand,
    },
    {
      name: "packs",
      summary: "save what is whole in damaged packs, and take them out",
      load: async () => (await import("./repair-packs.ts")).repairPacksCommand,
    },
    {
      name: "snapshots",
      summary: "make snapshots without what is lost",
      load: async () => (await import("./repair-snapshots.ts")).repairSnapshotsCommand,
    },
  ],
};
