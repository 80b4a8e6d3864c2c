import { Option } from "commander";
import { bytes, countOf, localTime } from "../../../../shared/figures/index.ts";
import { snapshots as listSnapshots, type StoredSnapshot, snapshotJson } from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { UsageError } from "../errors.ts";
import type { Output } from "../output.ts";
import { type Session, withRepository } from "../session.ts";
import { type Column, table } from "../terminal/table.ts";
import { parseCount } from "../values.ts";
import { readingOptions } from "./reading.ts";
import { addSnapshotFilter, type SnapshotFilterOptions, snapshotFilter } from "./snapshot-filter.ts";

interface Options extends SnapshotFilterOptions {
  readonly compact?: true;
  readonly latest?: number;
  readonly groupBy?: string;
}

/** What snapshots may be grouped by. */
type GroupKey = "host" | "paths" | "tags";

interface Group {
  readonly hostname: string;
  readonly paths: readonly string[] | null;
  readonly tags: readonly string[] | null;
  readonly snapshots: StoredSnapshot[];
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
    command.option("-g, --group-by <group>", "group by host, paths and tags, or some of them, with commas between");
    addSnapshotFilter(command);
  },
  run: (context, asked, options) => withRepository(context, (session) => show(context, session, asked, options)),
};

async function show(context: Context, session: Session, asked: readonly string[], options: Options): Promise<void> {
  const { output } = context;
  const keys = groupKeys(options.groupBy);
  const filter = snapshotFilter(options, context.env);
  const found = await listSnapshots(session.open, { ...readingOptions(context), snapshots: asked, filter });
  const snapshots = options.latest === undefined ? found : newest(found, options.latest);
  if (output.json)
    output.data(keys.length === 0 ? snapshots.map(snapshotData) : groups(snapshots, keys).map(groupData));
  for (const group of keys.length === 0 ? [undefined] : groups(snapshots, keys)) {
    if (group !== undefined) output.line(`\n${groupTitle(group, keys)}`);
    showTable(output, group?.snapshots ?? snapshots, options.compact === true);
  }
}

function showTable(output: Output, snapshots: readonly StoredSnapshot[], isCompact: boolean): void {
  const columns: Column[] = [{ title: "ID" }, { title: "Time" }, { title: "Host" }, { title: "Tags" }];
  if (!isCompact) columns.push({ title: "Paths" });
  columns.push({ title: "Size", alignRight: true });
  const rows = snapshots.map(({ id, time, hostname = "", tags = [], paths, summary }) => [
    ...[id.slice(0, 8), localTime(time), output.name(hostname), tags.map((tag) => output.name(tag)).join("\n")],
    ...(isCompact ? [] : [paths.map((path) => output.name(path)).join("\n")]),
    summary === undefined ? "" : bytes(summary.totalBytesProcessed),
  ]);
  for (const line of table(columns, rows)) output.line(line);
  output.line(countOf(snapshots.length, "snapshot"));
}

function newest(snapshots: readonly StoredSnapshot[], latest: number): StoredSnapshot[] {
  const kept = new Set(groups(snapshots, ["host", "paths"]).flatMap((group) => group.snapshots.slice(-latest)));
  return snapshots.filter((snapshot) => kept.has(snapshot));
}

function groupKeys(text = ""): GroupKey[] {
  return text
    .split(",")
    .filter((word) => word !== "")
    .map((word): GroupKey => {
      if (word === "host" || word === "paths" || word === "tags") return word;
      if (word === "path") return "paths";
      if (word === "tag") return "tags";
      throw new UsageError(`Snapshots cannot be grouped by “${word}”.`, "It may be host, paths or tags.");
    });
}

function groups(snapshots: readonly StoredSnapshot[], keys: readonly GroupKey[]): Group[] {
  const found = new Map<string, Group>();
  for (const snapshot of snapshots) {
    const hostname = keys.includes("host") ? (snapshot.hostname ?? "") : "";
    const paths = keys.includes("paths") ? snapshot.paths.toSorted() : null;
    const tags = keys.includes("tags") ? (snapshot.tags ?? []).toSorted() : null;
    const key = JSON.stringify([hostname, paths, tags]);
    const group = found.get(key) ?? { hostname, paths, tags, snapshots: [] };
    group.snapshots.push(snapshot);
    found.set(key, group);
  }
  return [...found.values()];
}

function groupData({ hostname, paths, tags, snapshots }: Group): unknown {
  return { group_key: { hostname, paths, tags }, snapshots: snapshots.map(snapshotData) };
}

function snapshotData(snapshot: StoredSnapshot): unknown {
  return JSON.parse(snapshotJson(snapshot));
}

function groupTitle({ hostname, paths, tags }: Group, keys: readonly GroupKey[]): string {
  const parts = [
    ...(keys.includes("host") ? [`host ${hostname}`] : []),
    ...(paths === null ? [] : [`paths ${paths.join(", ")}`]),
    ...(tags === null ? [] : [`tags ${tags.join(", ") || "none"}`]),
  ];
  return `Snapshots of ${parts.join(", ")}:`;
}
