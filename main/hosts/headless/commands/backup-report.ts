import { bytes, count, countOf, duration } from "../../../../shared/figures/index.ts";
import type { BackupProgress, BackupResult, SourceProblem } from "../../../engine/index.ts";
import { summaryFields, toText } from "../../../engine/index.ts";
import type { Figures } from "../terminal/progress-block.ts";
import { fileFigures, statusFields } from "./file-progress.ts";
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
  "silent-change": {
    says: "saved, but with other content than before, though time and size say that nothing changed",
    hint: "Check the disk, and these files; earlier snapshots have their former content.",
  },
  unreadable: { says: "the disk or its file system reports an error", hint: "Check the disk; -v tells more." },
};

export function backupFigures(progress: BackupProgress): Figures {
  return fileFigures(progress, PHASES);
}

/** The progress in restic's words for programs. */
export function statusData(progress: BackupProgress): unknown {
  const { filesDone, bytesDone, problems, currentFiles } = progress;
  return {
    ...statusFields(progress, backupFigures(progress)),
    ...{ files_done: filesDone, bytes_done: bytesDone, error_count: problems === 0 ? undefined : problems },
    // As in restic, a byte that is not UTF-8 is U+FFFD here.
    current_files: currentFiles.length === 0 ? undefined : currentFiles.map((path) => path.toWellFormed()),
  };
}

/** The result in restic's words for programs, and the number of warnings. */
export function summaryData(result: BackupResult, isDryRun: boolean): unknown {
  const { summary, snapshot, problemCount, removed } = result;
  return {
    ...{ message_type: "summary", ...summaryFields(summary), total_duration: summary.seconds, files_removed: removed },
    ...{ snapshot_id: snapshot?.id, dry_run: isDryRun ? true : undefined, warnings: problemCount },
  };
}

/** The result for people, without the warnings. */
export function resultLines(result: BackupResult, isDryRun: boolean): string[] {
  const { summary, snapshot, parent, removed = 0 } = result;
  const { filesNew, filesChanged, filesUnmodified, dataAdded, seconds } = summary;
  const files = `${countOf(summary.totalFilesProcessed, "file")}, ${bytes(summary.totalBytesProcessed)}`;
  const kinds = `${count(filesNew)} new, ${count(filesChanged)} changed, ${count(filesUnmodified)} unchanged`;
  const gone = removed === 0 ? "" : `; ${count(removed)} removed`;
  const stored = dataAdded === 0 ? "nothing" : `${bytes(dataAdded)}, which take ${bytes(summary.dataAddedPacked)}`;
  const first = `${isDryRun ? "Would save" : "Saved"} ${files} (${kinds}${gone}) in ${duration(seconds)}.`;
  const second = `${isDryRun ? "Would add" : "Added"} ${stored}, to the repository.`.replace("nothing,", "nothing");
  if (isDryRun) return [first, second, "Nothing was written."];
  if (snapshot === undefined)
    return [first, `Nothing changed since snapshot ${parent?.slice(0, 8)}, so there is no new one.`];
  const since = parent === undefined ? "" : `, compared with ${parent.slice(0, 8)}`;
  return [first, second, `Snapshot ${snapshot.id.slice(0, 8)}${since}.`];
}

/** The warnings for people, grouped by cause. */
export function warningLines({ problems, problemCount }: BackupResult, all: boolean): string[] {
  const isAllSaved = problemCount === problems.length && problems.every(({ cause }) => cause === "silent-change");
  const what = isAllSaved ? "everything is in the snapshot, but look at this" : "not everything is in the snapshot";
  const title = `Completed with ${countOf(problemCount, "warning")}: ${what}.`;
  const entries = problems.map(({ cause, path }) => ({ cause, path: toText(path) }));
  return problemReport(title, entries, problemCount, CAUSES, all);
}
