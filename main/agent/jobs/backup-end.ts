import { bytes, countOf } from "../../../shared/figures/index.ts";
import type { BackupFigures, PathText, SnapshotId } from "../../../shared/model/index.ts";
import type { BackupResult } from "../../engine/index.ts";
import type { RunContext, RunEnd } from "../runs/index.ts";
import { describeSnapshot } from "../snapshots/index.ts";
import type { JobDeps } from "./deps.ts";
import { missedBefore } from "./missed.ts";
import { type PreparedBackup, standsFor } from "./prepared-backup.ts";

/** What the engine did, and what of it the next run has to know. */
export interface DoneBackup {
  readonly result: BackupResult;
  /** Folders to look at again; undefined when nobody knows all of them. */
  readonly again: readonly PathText[] | undefined;
  readonly seconds: number;
}

/** Writes down what a backup came to, and from where changes count on. */
export async function endBackup(
  prepared: PreparedBackup,
  done: DoneBackup,
  deps: JobDeps,
  context: RunContext,
): Promise<RunEnd> {
  const { result, again, seconds } = done;
  await listSnapshot(result, prepared, deps, context);
  // The storage gives ids of that form.
  const made = result.snapshot?.id as SnapshotId | undefined;
  const snapshotId = made ?? prepared.chosen.parent?.id;
  if (snapshotId !== undefined && again !== undefined) standsFor(prepared, { snapshotId, again }, deps);
  const missed = await missedBefore(prepared, result.missed, snapshotId, deps);
  const figures = {
    ...figuresOf(prepared, result, seconds),
    ...(missed === undefined ? {} : { missed: missed.count }),
  };
  if (result.foundBy === "walk") noteWalk(prepared, figures, deps);
  if (missed?.example !== undefined) context.note("warning", missedNote(missed.count, missed.example));
  context.note("info", resultNote(figures));
  return { figures, problems: result.problemCount, ...(snapshotId === undefined ? {} : { snapshotId }) };
}

function noteWalk({ plan }: PreparedBackup, { missed }: BackupFigures, { changes, clock }: JobDeps): void {
  changes?.walked(plan.id, { at: clock.now(), ...(missed === undefined ? {} : { missed }) });
}

/** What the catalog does not know is no reason to fail: the snapshot is made. */
async function listSnapshot(
  { snapshot }: BackupResult,
  { target, chosen }: PreparedBackup,
  { catalog, snapshots, plans }: JobDeps,
  context: RunContext,
): Promise<void> {
  try {
    if (snapshot !== undefined) catalog.snapshots.add(target.id, describeSnapshot(snapshot, plans()));
    if (!chosen.isCatalogRight) await snapshots.readAll(target.id, context.open, context.signal);
  } catch {
    context.note("warning", "The backup is made, but the list of snapshots could not be brought up to date.");
  }
}

function figuresOf({ mode }: PreparedBackup, result: BackupResult, seconds: number): BackupFigures {
  const { summary, snapshot, foundBy, foldersTouched, removed } = result;
  const { filesNew, filesChanged, filesUnmodified, dirsNew, dirsChanged, dirsUnmodified } = summary;
  return {
    ...{
      kind: "backup",
      seconds,
      mode,
      foundBy,
      foldersLooked: foldersTouched,
      filesNew,
      filesChanged,
      filesUnchanged: filesUnmodified,
    },
    ...{ files: summary.totalFilesProcessed, folders: dirsNew + dirsChanged + dirsUnmodified },
    ...{ bytes: summary.totalBytesProcessed, bytesAdded: summary.dataAdded, bytesStored: summary.dataAddedPacked },
    ...(removed === undefined ? {} : { filesRemoved: removed }),
    ...(snapshot === undefined ? { isUnchanged: true } : {}),
  };
}

function missedNote(count: number, example: PathText): string {
  return `Changes in ${countOf(count, "folder")} had not been told, such as in “${example}”; they are saved now.`;
}

function resultNote({ files, bytes: all, bytesStored, isUnchanged }: BackupFigures): string {
  if (isUnchanged === true) return "Nothing had changed: the newest snapshot stands for now, too.";
  return `Saved ${countOf(files, "file")} (${bytes(all)}); ${bytes(bytesStored)} new in the repository.`;
}
