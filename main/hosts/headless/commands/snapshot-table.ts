import { bytes, localTime } from "../../../../shared/figures/index.ts";
import type { StoredSnapshot } from "../../../engine/index.ts";
import type { Output } from "../output.ts";
import { type Column, table } from "../terminal/table.ts";

export interface SnapshotTableOptions {
  /** Leaves out the paths. */
  readonly isCompact: boolean;
  /** Adds a column: why each snapshot is kept, by its id. */
  readonly reasons?: ReadonlyMap<string, readonly string[]>;
}

/** Lines of a table of snapshots, in the order given. */
export function snapshotTable(
  output: Output,
  snapshots: readonly StoredSnapshot[],
  { isCompact, reasons }: SnapshotTableOptions,
): string[] {
  const columns: Column[] = [{ title: "ID" }, { title: "Time" }, { title: "Host" }, { title: "Tags" }];
  if (reasons !== undefined) columns.push({ title: "Reasons" });
  if (!isCompact) columns.push({ title: "Paths" });
  columns.push({ title: "Size", alignRight: true });
  const names = (texts: readonly string[]): string => texts.map((text) => output.name(text)).join("\n");
  const rows = snapshots.map(({ id, time, hostname = "", tags = [], paths, summary }) => [
    ...[id.slice(0, 8), localTime(time), output.name(hostname), names(tags)],
    ...(reasons === undefined ? [] : [names(reasons.get(id) ?? [])]),
    ...(isCompact ? [] : [names(paths)]),
    summary === undefined ? "" : bytes(summary.totalBytesProcessed),
  ]);
  return table(columns, rows);
}
