import type { BackupProgress, BackupResult, SourceProblem } from "../../../engine/index.ts";
import { toText } from "../../../engine/index.ts";
import { bytes, count, countOf, duration } from "../terminal/figures.ts";
import { type Figures, secondsLeft, shareDone } from "../terminal/progress-block.ts";
import { type CauseWords, problemReport } from "./problem-report.ts";

const PHASES: Readonly<Record<BackupProgress["phase"], string>> = {
  opening: "Opening the repository",
  reading: "Reading",
  saving: "Saving the rest",
};

const CAUSES: Readonly<Record<SourceProblem["cause"], CauseWords>> = {
  vanished: { says: "not there (any more)", hint: "If they should be, check that their disk is connected." },
  "not-allowed": { says: "this user may not read them", hint: "Run as a user who may, or exclude them." },
  changed: { says: "replaced while they were being read", hint: "The next backup reads them again." },
  "too-long": { says: "the path is too long to be opened", hint: "Move them up by some folders." },
  unsupported: { says: "of a kind that a backup cannot hold", hint: "Exclude them to stop being told." },
  attributes: { says: "saved, but an extended attribute cannot be read", hint: "Run as a user who may read it." },
  unreadable: { says: "the disk or its file system reports an error", hint: "Check the disk; -v tells more." },
};

export function backupFigures(progress: BackupProgress): Figures {
  const { phase, secondsElapsed, filesDone, bytesDone, total, currentFiles, problems } = progress;
  const known = total === undefined ? {} : { itemsTotal: total.files, bytesTotal: total.bytes };
  return {
    ...{ phase: PHASES[phase], secondsElapsed, itemsDone: filesDone, item: "file", bytesDone },
    ...{ warnings: problems, current: currentFiles, ...known },
  };
}

/** The progress in restic's words for programs. */
export function statusData(progress: BackupProgress): unknown {
  const figures = backupFigures(progress);
  const rate = progress.secondsElapsed > 0 ? progress.bytesDone / progress.secondsElapsed : undefined;
  return {
    message_type: "status",
    seconds_elapsed: Math.floor(progress.secondsElapsed),
    seconds_remaining: wholeOrNothing(secondsLeft(figures, rate)),
    percent_done: shareDone(figures) ?? 0,
    total_files: progress.total?.files,
    files_done: progress.filesDone,
    total_bytes: progress.total?.bytes,
    bytes_done: progress.bytesDone,
    error_count: progress.problems === 0 ? undefined : progress.problems,
    current_files: progress.currentFiles.length === 0 ? undefined : progress.currentFiles,
  };
}

/** The result in restic's words for programs, and the number of warnings. */
export function summaryData(result: BackupResult, isDryRun: boolean): unknown {
  const { summary, snapshot, problemCount } = result;
  return {
    message_type: "summary",
    files_new: summary.filesNew,
    files_changed: summary.filesChanged,
    files_unmodified: summary.filesUnmodified,
    dirs_new: summary.dirsNew,
    dirs_changed: summary.dirsChanged,
    dirs_unmodified: summary.dirsUnmodified,
    data_blobs: summary.dataBlobs,
    tree_blobs: summary.treeBlobs,
    data_added: summary.bytesAdded,
    data_added_packed: summary.bytesAddedPacked,
    total_files_processed: summary.filesProcessed,
    total_bytes_processed: summary.bytesProcessed,
    total_duration: summary.seconds,
    backup_start: snapshot?.summary?.backupStart,
    backup_end: snapshot?.summary?.backupEnd,
    snapshot_id: snapshot?.id,
    dry_run: isDryRun ? true : undefined,
    warnings: problemCount,
  };
}

/** The result for people, without the warnings. */
export function resultLines({ summary, snapshot, parent }: BackupResult, isDryRun: boolean): string[] {
  const { filesNew, filesChanged, filesUnmodified, filesProcessed, bytesProcessed, bytesAdded, seconds } = summary;
  const files = `${countOf(filesProcessed, "file")}, ${bytes(bytesProcessed)}`;
  const kinds = `${count(filesNew)} new, ${count(filesChanged)} changed, ${count(filesUnmodified)} unchanged`;
  const stored = bytesAdded === 0 ? "nothing" : `${bytes(bytesAdded)}, which take ${bytes(summary.bytesAddedPacked)}`;
  const first = `${isDryRun ? "Would save" : "Saved"} ${files} (${kinds}) in ${duration(seconds)}.`;
  const second = `${isDryRun ? "Would add" : "Added"} ${stored}, to the repository.`.replace("nothing,", "nothing");
  if (isDryRun) return [first, second, "Nothing was written."];
  if (snapshot === undefined)
    return [first, `Nothing changed since snapshot ${parent?.slice(0, 8)}, so there is no new one.`];
  const since = parent === undefined ? "" : `, compared with ${parent.slice(0, 8)}`;
  return [first, second, `Snapshot ${snapshot.id.slice(0, 8)}${since}.`];
}

/** The warnings for people, grouped by cause. */
export function warningLines({ problems, problemCount }: BackupResult, all: boolean): string[] {
  const title = `Completed with ${countOf(problemCount, "warning")}: not everything is in the snapshot.`;
  const entries = problems.map(({ cause, path }) => ({ cause, path: toText(path) }));
  return problemReport(title, entries, problemCount, CAUSES, all);
}

function wholeOrNothing(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.ceil(value);
}
