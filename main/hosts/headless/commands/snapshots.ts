import { Option } from "commander";
import { countOf } from "../../../../shared/figures/index.ts";
import {
  DEFAULT_GROUPING,
  type Grouping,
  groupSnapshots,
  snapshots as listSnapshots,
  type SnapshotGroup,
  type StoredSnapshot,
  snapshotJson,
} from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import type { Output } from "../output.ts";
import { type Session, withRepository } from "../session.ts";
import { parseCount } from "../values.ts";
import { addGroupingOption, groupTitle } from "./grouping.ts";
import { readingOptions } from "./reading.ts";
import { addSnapshotFilter, type SnapshotFilterOptions, snapshotFilter } from "./snapshot-filter.ts";
import { snapshotTable } from "./snapshot-table.ts";

interface Options extends SnapshotFilterOptions {
  readonly compact?: true;
  readonly latest?: number;
  readonly groupBy?: Grouping;
}

export const snapshotsCommand: CommandSpec<Options> = {
  examples: [
    { line: "snapshots", says: "all snapshots of your repository, the oldest first" },
    { line: "snapshots --latest 1", says: "the newest for each computer and set of folders" },
    { line: "snapshots --host blue --tag monthly --json", says: "for a program: those of one computer with a tag" },
  ],
  declare(command) {
    command.argument("[snapshot...]", "ids, or their first digits, or “latest”; all without");
    command.option("-c, --compact", "leave out the paths");
    command.addOption(
      new Option("--latest <n>", "only the last n for each host and set of paths").argParser(parseCount),
    );
    addGroupingOption(command, "one list without");
    addSnapshotFilter(command);
  },
  run: (context, asked, options) => withRepository(context, (session) => show(context, session, asked, options)),
};

async function show(context: Context, session: Session, asked: readonly string[], options: Options): Promise<void> {
  const { output } = context;
  const { groupBy: by = {}, compact = false } = options;
  const filter = snapshotFilter(options, context.env);
  const found = await listSnapshots(session.open, { ...readingOptions(context), snapshots: asked, filter });
  const snapshots = options.latest === undefined ? found : newest(found, options.latest);
  if (Object.keys(by).length === 0) {
    if (output.json) output.data(snapshots.map(snapshotData));
    showTable(output, snapshots, compact);
    return;
  }
  const groups = groupSnapshots(snapshots, by);
  if (output.json) output.data(groups.map(groupData));
  for (const group of groups) {
    output.line(`\nSnapshots of ${output.name(groupTitle(group.key, by))}:`);
    showTable(output, group.snapshots, compact);
  }
}

function showTable(output: Output, snapshots: readonly StoredSnapshot[], isCompact: boolean): void {
  for (const line of snapshotTable(output, snapshots, { isCompact })) output.line(line);
  output.line(countOf(snapshots.length, "snapshot"));
}

function newest(snapshots: readonly StoredSnapshot[], latest: number): StoredSnapshot[] {
  const groups = groupSnapshots(snapshots, DEFAULT_GROUPING);
  const kept = new Set(groups.flatMap((group) => group.snapshots.slice(-latest)));
  return snapshots.filter((snapshot) => kept.has(snapshot));
}

function groupData({ key, snapshots }: SnapshotGroup<StoredSnapshot>): unknown {
  const { hostname, paths, tags } = key;
  return { group_key: { hostname, paths, tags }, snapshots: snapshots.map(snapshotData) };
}

function snapshotData(snapshot: StoredSnapshot): unknown {
  return JSON.parse(snapshotJson(snapshot));
}
