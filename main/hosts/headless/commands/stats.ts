import { Option } from "commander";
import { bytes, count, countOf } from "../../../../shared/figures/index.ts";
import { STATS_MODES, type Stats, type StatsMode, stats, statsLine } from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { type Session, withRepository } from "../session.ts";
import { readingOptions } from "./reading.ts";
import { addSnapshotFilter, type SnapshotFilterOptions, snapshotFilter } from "./snapshot-filter.ts";

interface Options extends SnapshotFilterOptions {
  readonly mode?: StatsMode;
}

const MODES: Readonly<Record<StatsMode, string>> = {
  "restore-size": "what restoring them all would write",
  "files-by-contents": "files of the same content counted once",
  "blobs-per-file": "parts of files, each counted once for each path",
  "raw-data": "what they take in the repository",
};

export const statsCommand: CommandSpec<Options> = {
  about: `What is counted is told by --mode:\n${Object.entries(MODES)
    .map(([mode, text]) => `  ${mode.padEnd(18)} ${text}`)
    .join("\n")}`,
  examples: [
    { line: "stats", says: "how large all snapshots are when restored" },
    { line: "stats latest", says: "how large the newest one is" },
    { line: "stats --mode raw-data", says: "how much room they take, and what compression saves" },
  ],
  declare(command) {
    command.argument("[snapshot...]", "ids, their first digits, or “latest”; all without");
    command.addOption(new Option("--mode <mode>", "what to count (restore-size without)").choices(STATS_MODES));
    addSnapshotFilter(command);
  },
  run: (context, operands, options) => withRepository(context, (session) => run(context, session, operands, options)),
};

async function run(
  context: Context,
  { open }: Session,
  snapshots: readonly string[],
  { mode = "restore-size", ...filter }: Options,
): Promise<void> {
  const { output, env } = context;
  const started = Date.now();
  const task = stats(open, { ...readingOptions(context), mode, snapshots, filter: snapshotFilter(filter, env) });
  for await (const { snapshots: done, totalSnapshots, bytes: size } of task) {
    const total = totalSnapshots === undefined ? {} : { itemsTotal: totalSnapshots };
    const secondsElapsed = (Date.now() - started) / 1000;
    output.progress({
      phase: "Counting",
      secondsElapsed,
      itemsDone: done,
      item: "snapshot",
      bytesDone: size,
      ...total,
    });
  }
  output.endProgress();
  const result = await task.result;
  if (output.json) output.raw(`${statsLine(result)}\n`);
  for (const line of resultLines(result)) output.line(line);
}

function resultLines({ mode, snapshots, totalSize, files, blobs, compression }: Stats): string[] {
  return [
    `${countOf(snapshots, "snapshot")}: ${MODES[mode]}`,
    ...(files === undefined ? [] : [`  Entries      ${count(files)}`]),
    ...(blobs === undefined ? [] : [`  Blobs        ${count(blobs)}`]),
    `  Size         ${[...new Set([bytes(totalSize), countOf(totalSize, "byte")])].join(", ")}`,
    ...(compression === undefined
      ? []
      : [
          `  Uncompressed ${bytes(compression.uncompressedSize)}`,
          `  Saved        ${compression.spaceSavingPercent.toFixed(1)} % by compression`,
        ]),
  ];
}
