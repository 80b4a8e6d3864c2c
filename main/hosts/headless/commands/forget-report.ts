import { countOf } from "../../../../shared/figures/index.ts";
import {
  DEFAULT_GROUPING,
  describePolicy,
  type ForgetGroup,
  type ForgetResult,
  type Grouping,
  type KeepPolicy,
  type NotRemoved,
  type StoredSnapshot,
  snapshotJson,
} from "../../../engine/index.ts";
import type { Output } from "../output.ts";
import { printable } from "../terminal/text-width.ts";
import { groupTitle } from "./grouping.ts";
import { snapshotTable } from "./snapshot-table.ts";

export interface ForgetReportOptions {
  /** Absent when snapshots were named. */
  readonly policy?: KeepPolicy;
  readonly groupBy?: Grouping;
  readonly isDryRun: boolean;
  readonly isCompact: boolean;
  /** What only the snapshots used is freed afterwards. */
  readonly prunes: boolean;
}

/** Tells a person what stays and why, and what goes. */
export function tellPeople(output: Output, result: ForgetResult, options: ForgetReportOptions): void {
  const { policy, isDryRun } = options;
  // Of a dry run this is what was asked for; otherwise it tells what was done.
  const say = (text: string): void => (isDryRun ? output.line(text) : output.remark(text));
  if (policy !== undefined) say(`Rules: ${output.name(describePolicy(policy))}.`);
  for (const line of result.groups.flatMap((group) => groupLines(output, group, options))) say(line);
  if (policy === undefined)
    for (const { id } of result.remove) output.detail(`${isDryRun ? "Would remove" : "Chosen"}: ${id.slice(0, 8)}`);
  say(summaryLine(result, options));
}

/** restic's JSON: a list of groups. When snapshots were named it says nothing. */
export function tellData(output: Output, { groups }: ForgetResult, { policy, groupBy }: ForgetReportOptions): void {
  if (policy !== undefined) output.data(groups.map((group) => groupData(group, groupBy ?? DEFAULT_GROUPING)));
}

/** What could not be removed and why; nothing if there is nothing. */
export function tellFailures(output: Output, failures: readonly NotRemoved[]): void {
  for (const { snapshot, error } of failures) {
    const message = `Snapshot ${snapshot.id.slice(0, 8)} could not be removed: ${error.message}`;
    if (output.json)
      output.alarmData({ message_type: "error", error: { message }, during: "forget", item: snapshot.id });
    else output.alarm(printable(message));
  }
}

function groupLines(output: Output, { key, keep, remove }: ForgetGroup, options: ForgetReportOptions): string[] {
  const { groupBy = DEFAULT_GROUPING, isDryRun, isCompact } = options;
  const title = groupTitle(key, groupBy);
  const reasons = new Map(keep.map(({ snapshot, reasons }) => [snapshot.id, reasons]));
  const kept = keep.map(({ snapshot }) => snapshot);
  // The newest is at the end, where people look first.
  const lines = (what: string, snapshots: readonly StoredSnapshot[], why?: typeof reasons): string[] =>
    snapshots.length === 0
      ? []
      : [
          `${what} ${countOf(snapshots.length, "snapshot")}:`,
          ...snapshotTable(output, snapshots.toReversed(), {
            isCompact,
            ...(why === undefined ? {} : { reasons: why }),
          }),
        ];
  return [
    "",
    ...(title === "" ? [] : [`Snapshots of ${output.name(title)}`]),
    ...lines("Keep", kept, reasons),
    ...lines(isDryRun ? "Would remove" : "Remove", remove),
  ];
}

function summaryLine({ remove, removed, failures }: ForgetResult, { isDryRun, prunes }: ForgetReportOptions): string {
  if (isDryRun)
    return remove.length === 0
      ? "Nothing would be removed."
      : `${countOf(remove.length, "snapshot")} would be removed. Nothing was.`;
  if (remove.length === 0) return "There was nothing to remove.";
  const parts = [
    `Removed ${countOf(removed, "snapshot")}.`,
    ...(failures.length === 0 ? [] : [`${countOf(failures.length, "snapshot")} could not be removed.`]),
    ...(prunes && failures.length === 0 ? [] : ["What only they used takes room until the repository is pruned."]),
  ];
  return parts.join(" ");
}

/** As restic tells a group, which puts paths in order, and tags where it groups by them; an empty list is null. */
function groupData({ key, keep, remove }: ForgetGroup, { tags: byTags = false }: Grouping): unknown {
  const data = (snapshot: StoredSnapshot): unknown => {
    const { paths, tags } = snapshot;
    const inOrder = byTags && tags !== undefined ? { tags: tags.toSorted() } : {};
    return JSON.parse(snapshotJson({ ...snapshot, paths: paths.toSorted(), ...inOrder }));
  };
  return {
    ...{ tags: key.tags, host: key.hostname, paths: key.paths },
    keep: orNull(keep.map(({ snapshot }) => data(snapshot))),
    remove: orNull(remove.map(data)),
    reasons: orNull(keep.map(({ snapshot, reasons }) => ({ snapshot: data(snapshot), matches: reasons }))),
  };
}

function orNull<T>(list: readonly T[]): readonly T[] | null {
  return list.length === 0 ? null : list;
}
