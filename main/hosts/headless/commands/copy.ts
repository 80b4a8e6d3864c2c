import { bytes, countOf, localTime } from "../../../../shared/figures/index.ts";
import {
  type CopiedSnapshot,
  type CopyEvent,
  type CopyProgress,
  type CopyResult,
  copySnapshots,
  type FailedSnapshot,
  type StoredSnapshot,
} from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { UsageError } from "../errors.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import type { Output } from "../output.ts";
import { addPaceOption, type PaceOptions, paceOf } from "../pace.ts";
import { type Session, withRepository } from "../session.ts";
import type { Figures } from "../terminal/progress-block.ts";
import { printable } from "../terminal/text-width.ts";
import { readingOptions } from "./reading.ts";
import { addSnapshotFilter, type SnapshotFilterOptions, snapshotFilter } from "./snapshot-filter.ts";
import { addSourceOptions, type SourceOptions, withSource } from "./source-repository.ts";

interface Options extends SourceOptions, SnapshotFilterOptions, PaceOptions {}

const PHASES: Readonly<Record<CopyProgress["phase"], string>> = {
  opening: "Opening the repositories",
  folders: "Following the folders of a snapshot",
  copying: "Copying",
  saving: "Saving",
};

export const copyCommand: CommandSpec<Options> = {
  about:
    "Copies snapshots into the repository of --repo. Only what it lacks is sent; snapshots that it has are skipped, so it\n" +
    "may be run again and again. So that copies share room with backups made there, make the repository with\n" +
    "“init --copy-chunker-params”.",
  examples: [
    { line: "copy --repo /media/blue/backup", says: "all of your own repository to another disk" },
    { line: "copy --repo /srv/b --from-repo /srv/a --from-password-file a.txt --tag monthly", says: "some of another" },
  ],
  declare(command) {
    command.argument("[snapshot...]", "ids, or their first digits, or “latest”; all without");
    addSourceOptions(command, "your own on this computer otherwise");
    addSnapshotFilter(command);
    addPaceOption(command);
  },
  run: (context, asked, options) =>
    withSource(
      context,
      options,
      (from) => withRepository(context, (to) => run(context, from, to, asked, options), paceOf(options)),
      paceOf(options),
    ),
};

async function run(
  context: Context,
  from: Session,
  to: Session,
  asked: readonly string[],
  options: Options,
): Promise<number> {
  if (from.isDefault && to.isDefault) {
    throw new UsageError("There is one repository only, and a copy needs two.", "Name the other one with --repo.");
  }
  const { output } = context;
  const filter = snapshotFilter(options, context.env);
  const task = copySnapshots({ ...readingOptions(context), from: from.open, to: to.open, snapshots: asked, filter });
  for await (const event of task) tell(output, event);
  output.endProgress();
  const result = await task.result;
  summarize(output, result);
  return result.failed.length > 0 ? EXIT_CODES.failed.code : EXIT_CODES.done.code;
}

function tell(output: Output, event: CopyEvent): void {
  if (event.type === "progress") output.progress(figuresOf(event));
  else if (event.type === "copied") tellCopied(output, event.copied);
  else if (event.type === "failed") tellFailed(output, event.failed);
  else output.detail(`Snapshot ${nameOf(event.snapshot)} is there already, as ${short(event.copy)}.`);
}

function tellCopied(output: Output, { snapshot, copy }: CopiedSnapshot): void {
  if (output.json) output.data({ message_type: "copied", source_id: snapshot.id, target_id: copy.id });
  output.note(`Copied snapshot ${nameOf(snapshot)} as ${short(copy)}.`);
}

function tellFailed(output: Output, { snapshot, error }: FailedSnapshot): void {
  const message = `Snapshot ${nameOf(snapshot)} cannot be copied: ${error.message}`;
  if (output.json) output.alarmData({ message_type: "error", source_id: snapshot.id, message, error: error.code });
  else output.alarm(message);
}

function summarize(output: Output, { copied, skipped, failed, blobs, packs, bytesStored }: CopyResult): void {
  if (output.json) {
    output.data({
      ...{ message_type: "summary", copied: copied.length, skipped, failed: failed.length },
      ...{ blobs_copied: blobs, packs_written: packs, bytes_stored: bytesStored },
    });
  }
  const stored = copied.length === 0 ? "" : `, ${bytes(bytesStored)} stored`;
  const there = skipped === 0 ? "" : `; ${countOf(skipped, "snapshot")} had been there already`;
  output.remark(`Copied ${countOf(copied.length, "snapshot")}${stored}${there}.`);
  if (failed.length === 0) return;
  output.alarm(
    `${countOf(failed.length, "snapshot")} could not be copied. “holdfast check --read-data” on the source tells more.`,
  );
}

function figuresOf(progress: CopyProgress): Figures {
  const { phase, secondsElapsed, snapshotsDone, snapshotsTotal, bytesDone, bytesTotal } = progress;
  const items = { itemsDone: snapshotsDone, item: "snapshot", itemsTotal: snapshotsTotal };
  const figures = { phase: PHASES[phase], secondsElapsed, bytesDone, ...items };
  return phase === "copying" ? { ...figures, bytesTotal } : figures;
}

function nameOf(snapshot: StoredSnapshot): string {
  const from = snapshot.hostname === undefined ? "" : ` of ${printable(snapshot.hostname)}`;
  return `${short(snapshot)} (${localTime(snapshot.time)}${from})`;
}

function short({ id }: StoredSnapshot): string {
  return id.slice(0, 8);
}
