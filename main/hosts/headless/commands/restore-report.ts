import { bytes, count, countOf, duration } from "../../../../shared/figures/index.ts";
import {
  type RestoreConflict,
  type RestoreProblem,
  type RestoreProgress,
  type RestoreResult,
  toText,
} from "../../../engine/index.ts";
import type { Output } from "../output.ts";
import type { Figures } from "../terminal/progress-block.ts";
import { printable } from "../terminal/text-width.ts";
import { fileFigures, statusFields } from "./file-progress.ts";
import { type CauseWords, problemReport } from "./problem-report.ts";

const PHASES: Readonly<Record<RestoreProgress["phase"], string>> = {
  opening: "Opening the repository",
  restoring: "Restoring",
};

const CAUSES: Readonly<Record<RestoreProblem["cause"], CauseWords>> = {
  damaged: { says: "damaged in the repository", hint: "“holdfast check --read-data” tells what else is." },
  missing: { says: "missing in the repository", hint: "“holdfast check” tells what else is." },
  "unsafe-name": { says: "a name that this system cannot hold, or that leads elsewhere", hint: "They are left out." },
  "duplicate-name": { says: "a name that the snapshot has twice in one folder", hint: "Only the first is restored." },
  "in-the-way": { says: "something else is in their place", hint: "Move it away, or restore to another folder." },
  "not-allowed": { says: "this user may not write there", hint: "Run as a user who may, or choose another folder." },
  unwritable: { says: "they could not be written", hint: "Check the disk; -v tells more." },
  metadata: { says: "the content is there, but owner, times or permissions are not", hint: "-v tells which." },
  differs: { says: "what was read back is not what was written", hint: "Check the disk and this computer's memory." },
};

export function restoreFigures(progress: RestoreProgress): Figures {
  return fileFigures(progress, PHASES);
}

/** The progress in restic's words for programs. */
export function statusData(progress: RestoreProgress): unknown {
  const { filesDone, bytesDone } = progress;
  const fields = statusFields(progress, restoreFigures(progress));
  return { ...fields, files_restored: filesDone, bytes_restored: bytesDone };
}

/** The result in restic's words for programs: its files are all entries. */
export function summaryData({ counts, seconds, snapshot, problemCount }: RestoreResult): unknown {
  const restored = counts.files + counts.folders + counts.hardLinks + counts.symlinks + counts.others;
  const skipped = counts.unchanged + counts.skipped;
  return {
    message_type: "summary",
    seconds_elapsed: Math.floor(seconds),
    total_files: restored + skipped,
    files_restored: restored,
    files_skipped: skipped === 0 ? undefined : skipped,
    total_bytes: counts.bytes,
    bytes_restored: counts.bytes,
    ...{ snapshot_id: snapshot.id, warnings: problemCount },
  };
}

/** The result for people, without the warnings. */
export function resultLines({ counts, seconds }: RestoreResult, isDryRun: boolean): string[] {
  const { files, folders, keptBoth, unchanged, skipped, ownersKept } = counts;
  const links = counts.hardLinks + counts.symlinks + counts.others;
  const others = [
    ...(folders === 0 ? [] : [countOf(folders, "folder")]),
    ...(links === 0 ? [] : [countOf(links, "link or device", "links and devices")]),
  ];
  const what = new Intl.ListFormat("en-GB", { type: "conjunction" }).format([
    `${countOf(files, "file")} (${bytes(counts.bytes)})`,
    ...others,
  ]);
  const stayed = [
    ...(keptBoth === 0
      ? []
      : [`${count(keptBoth)} ${isDryRun ? "would go" : "went"} beside what is there and differs.`]),
    ...(unchanged === 0 ? [] : [`${count(unchanged)} ${unchanged === 1 ? "was" : "were"} there already, the same.`]),
    ...(skipped === 0 ? [] : [`${count(skipped)} stayed as ${skipped === 1 ? "it was" : "they were"} (--overwrite).`]),
  ];
  return [
    `${isDryRun ? "Would restore" : "Restored"} ${what}${isDryRun ? "" : ` in ${duration(seconds)}`}.`,
    ...(stayed.length === 0 ? [] : [stayed.join(" ")]),
    ...(ownersKept === 0
      ? []
      : [`${countOf(ownersKept, "entry", "entries")} belong to you: only root can give files away.`]),
    ...(isDryRun ? ["Nothing was written."] : []),
  ];
}

/** The warnings for people, grouped by cause. */
export function warningLines({ problems, problemCount }: RestoreResult, all: boolean): string[] {
  const title = `Completed with ${countOf(problemCount, "warning")}: not everything is restored.`;
  const entries = problems.map(({ cause, path }) => ({ cause, path: toText(path) }));
  return problemReport(title, entries, problemCount, CAUSES, all);
}

/** For people problems come grouped, at the end; -v tells each at once. */
export function tellProblem(output: Output, { message, path }: RestoreProblem): void {
  if (!output.json) output.detail(printable(message));
  else output.alarmData({ message_type: "error", error: { message }, during: "restore", item: toText(path) });
}

const OUTCOMES: Readonly<Record<RestoreConflict["outcome"], string>> = {
  replaced: "would be replaced",
  skipped: "would stay",
  "kept-both": "would stay",
};

/** What a dry run found to differ, for those who ask for details. */
export function tellConflict(output: Output, { path, outcome, isNewer, newName }: RestoreConflict): void {
  if (output.json) return;
  const newer = isNewer ? ", and is newer than the snapshot’s" : "";
  const beside = newName === undefined ? "" : `; “${toText(newName)}” would come beside it`;
  output.detail(printable(`“${toText(path)}” differs${newer}: it ${OUTCOMES[outcome]}${beside}.`));
}
