import { countOf } from "../../../../shared/figures/index.ts";
import { type RepairedSnapshot, type RepairSnapshotsResult, repairSnapshots } from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { UsageError } from "../errors.ts";
import type { Output } from "../output.ts";
import { type Session, withRepository } from "../session.ts";
import { readingOptions } from "./reading.ts";
import { follow } from "./repair-report.ts";
import { addSnapshotFilter, type SnapshotFilterOptions, snapshotFilter } from "./snapshot-filter.ts";

interface Options extends SnapshotFilterOptions {
  readonly forget?: true;
  readonly dryRun?: true;
}

export const repairSnapshotsCommand: CommandSpec<Options> = {
  about:
    "In files, the pieces of data that are lost are left out; folders whose list is lost are empty. The new snapshot gets\n" +
    "the tag “repaired” and stands beside the old one, unless that is to be forgotten. Run “repair index” first.",
  examples: [
    { line: "repair snapshots --dry-run", says: "which files of which snapshots are damaged" },
    { line: "repair snapshots --forget", says: "replace all damaged snapshots" },
  ],
  declare(command) {
    command.argument("[snapshot...]", "ids, or their first digits, or “latest”; all without");
    command.option("--forget", "remove the damaged snapshots, also those of which nothing is left");
    command.option("-n, --dry-run", "only say what would be done");
    addSnapshotFilter(command);
  },
  run: (context, asked, options) => {
    if (context.options.lock === false && options.dryRun !== true)
      throw new UsageError("--no-lock is for looking only.", "Add --dry-run, or leave out --no-lock.");
    return withRepository(context, (session) => run(context, session, asked, options));
  },
};

async function run(context: Context, { open }: Session, asked: readonly string[], options: Options): Promise<void> {
  const { output, env } = context;
  const { forget = false, dryRun = false } = options;
  const given = { ...readingOptions(context), snapshots: asked, filter: snapshotFilter(options, env), forget, dryRun };
  const result = await follow(output, repairSnapshots(open, given));
  if (output.json) tellData(output, result);
  else tellPeople(output, result, dryRun);
}

function tellPeople(output: Output, { repaired, changeCount }: RepairSnapshotsResult, isDryRun: boolean): void {
  for (const each of repaired) output.line(inWords(each, isDryRun));
  if (repaired.length === 0) {
    output.remark("No snapshot has to be repaired.");
    return;
  }
  const done = isDryRun ? "Would repair" : "Repaired";
  output.remark(
    `${done} ${countOf(repaired.length, "snapshot")}: ${countOf(changeCount, "file or folder", "files and folders")} changed.`,
  );
}

function inWords({ old, snapshot, isRemoved, isEmpty }: RepairedSnapshot, isDryRun: boolean): string {
  const [would, id] = [isDryRun ? "would be " : "", old.id.slice(0, 8)];
  if (isEmpty) return `${id}: nothing is left of it; ${isRemoved ? `${would}removed` : "--forget removes it"}`;
  const name = snapshot === undefined ? "" : ` as ${snapshot.id.slice(0, 8)}`;
  return `${id}: ${would}saved anew${name}${isRemoved ? `, the old one ${would}removed` : ""}`;
}

function tellData(output: Output, { repaired, unchanged, changeCount }: RepairSnapshotsResult): void {
  const snapshots = repaired.map(({ old, snapshot, isRemoved, isEmpty }) => {
    return { old_id: old.id, new_id: snapshot?.id ?? null, removed: isRemoved, empty: isEmpty };
  });
  output.data({ message_type: "summary", snapshots, unchanged, changes: changeCount });
}
