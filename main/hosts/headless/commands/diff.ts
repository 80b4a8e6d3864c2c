import { bytes, count } from "../../../../shared/figures/index.ts";
import {
  type ByteString,
  type DiffCounts,
  type DiffItem,
  type DiffStatistics,
  diff,
  toText,
} from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import type { Output } from "../output.ts";
import { type Session, withRepository } from "../session.ts";
import { table } from "../terminal/table.ts";
import { printable } from "../terminal/text-width.ts";
import { Lines } from "./lines.ts";
import { readingOptions } from "./reading.ts";
import { addSnapshotFilter, type SnapshotFilterOptions, snapshotFilter } from "./snapshot-filter.ts";

interface Options extends SnapshotFilterOptions {
  readonly metadata?: true;
}

export const diffCommand: CommandSpec<Options> = {
  about:
    "The letters in front: + added, - removed, M content changed, T became something else (a file a link, say),\n" +
    "U only metadata changed (with --metadata), ? content changed while its times did not, as on a failing disk.",
  examples: [
    { line: "diff 1a2b3c4d latest", says: "what changed since a snapshot" },
    {
      line: "diff --metadata 1a2b3c4d:/home/ada 5e6f7a8b:/home/ada",
      says: "in one folder, permissions and times as well",
    },
  ],
  declare(command) {
    command.argument("<before>", "snapshot, also with :FOLDER behind it");
    command.argument("<after>", "snapshot, also with :FOLDER behind it");
    command.option("--metadata", "also tell changes of metadata only");
    addSnapshotFilter(command);
  },
  run: (context, operands, options) => withRepository(context, (session) => run(context, session, operands, options)),
};

async function run(
  context: Context,
  { open }: Session,
  [before = "", after = ""]: readonly string[],
  options: Options,
): Promise<number> {
  const filter = snapshotFilter(options, context.env);
  const metadata = options.metadata === true;
  const report = new Report(context.output, [before, after]);
  for await (const item of diff(open, { ...readingOptions(context), before, after, filter, metadata })) {
    await report.tell(item);
  }
  return report.hasProblems ? EXIT_CODES.warnings.code : EXIT_CODES.done.code;
}

class Report {
  readonly #output: Output;
  readonly #lines: Lines;
  hasProblems = false;
  /** The snapshots as they were asked for; restic tells them so. */
  readonly #asked: readonly string[];

  constructor(output: Output, asked: readonly string[]) {
    this.#output = output;
    this.#asked = asked;
    this.#lines = new Lines(output);
  }

  async tell(item: DiffItem): Promise<void> {
    switch (item.type) {
      case "snapshots":
        this.#output.note(`Changes from snapshot ${item.before.id.slice(0, 8)} to ${item.after.id.slice(0, 8)}:`);
        break;
      case "change":
        await this.#change(item.path, item.modifier);
        break;
      case "problem":
        this.hasProblems = true;
        this.#problem(toText(item.path), item.error.message);
        break;
      case "statistics":
        await this.#lines.end();
        if (this.#output.json) this.#output.data(statisticsData(item.statistics, this.#asked));
        for (const line of statisticsLines(item.statistics)) this.#output.remark(line);
    }
  }

  async #change(path: ByteString, modifier: string): Promise<void> {
    if (this.#output.json) {
      await this.#lines.text(JSON.stringify({ message_type: "change", path: toText(path), modifier }));
      return;
    }
    // Letters put before a byte string.
    await this.#lines.name(`${modifier.padEnd(5)}${path}` as ByteString);
  }

  #problem(path: string, message: string): void {
    if (this.#output.json) this.#output.alarmData({ message_type: "error", error: { message }, item: path });
    else this.#output.alarm(printable(`${path}: ${message}`));
  }
}

function statisticsLines({ changedFiles, added, removed }: DiffStatistics): string[] {
  const row = (title: string, key: keyof DiffCounts): string[] => [title, count(added[key]), count(removed[key])];
  const rows = [
    [...row("Files", "files"), count(changedFiles)],
    row("Folders", "dirs"),
    row("Others", "others"),
    row("Data blobs", "dataBlobs"),
    row("Tree blobs", "treeBlobs"),
    ["Bytes", bytes(added.bytes), bytes(removed.bytes)],
  ];
  const figures = ["Added", "Removed", "Changed"].map((title) => ({ title, alignRight: true }));
  return ["", ...table([{ title: "" }, ...figures], rows)];
}

function statisticsData({ changedFiles, added, removed }: DiffStatistics, [before, after]: readonly string[]): unknown {
  return {
    message_type: "statistics",
    source_snapshot: before,
    target_snapshot: after,
    changed_files: changedFiles,
    added: countsData(added),
    removed: countsData(removed),
  };
}

function countsData({ files, dirs, others, dataBlobs, treeBlobs, bytes: size }: DiffCounts): unknown {
  return { files, dirs, others, data_blobs: dataBlobs, tree_blobs: treeBlobs, bytes: size };
}
