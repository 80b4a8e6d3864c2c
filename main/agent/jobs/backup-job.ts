import { bytes, countOf } from "../../../shared/figures/index.ts";
import type { BackupFigures, BackupMode, PathText, Plan, SnapshotId, Target } from "../../../shared/model/index.ts";
import {
  type BackupOptions,
  type BackupResult,
  backup,
  backupTarget,
  fromPathText,
  toBuffer,
  toPathText,
} from "../../engine/index.ts";
import type { RunContext, RunEnd, RunJob } from "../runs/index.ts";
import { describeSnapshot, modeTag, planTag } from "../snapshots/index.ts";
import { filterSpec } from "./backup-filter.ts";
import { noteOf } from "./backup-notes.ts";
import { type JobDeps, RETRY_LOCK_MS } from "./deps.ts";
import { FoldersAgain } from "./folders-again.ts";
import { Meter } from "./meter.ts";
import { type AskedBackup, type PreparedBackup, prepareBackup, standsFor } from "./prepared-backup.ts";
import { unchangedBackup } from "./unchanged-backup.ts";

/** A run that saves a plan's folders on one of its targets, as the plan is when its turn comes. */
export function backupJob(plan: Plan, target: Target, deps: JobDeps, mode: BackupMode = "incremental"): RunJob {
  const asked = (): AskedBackup => {
    return { plan: deps.plans().find(({ id }) => id === plan.id) ?? plan, target, mode };
  };
  return {
    ...{ kind: "backup", title: `Back up ${plan.name}`, mode, trigger: deps.trigger },
    ...{ planId: plan.id, planName: plan.name, targetId: target.id, targetName: target.name },
    beforeOpening: (context) => unchangedBackup(asked(), deps, context),
    perform: (context) => performBackup(asked(), deps, context),
  };
}

async function performBackup(asked: AskedBackup, deps: JobDeps, context: RunContext): Promise<RunEnd> {
  const { open, signal } = context;
  const meter = new Meter(() => deps.clock.now());
  const prepared = await prepareBackup(asked, await namesIn(open, signal), deps);
  const again = new FoldersAgain();
  const run = backup(open, engineOptions(prepared, deps, signal));
  for await (const event of run) {
    if (event.type === "progress") context.progress(meter.progress(event));
    else if (event.type === "problem") {
      const { cause, path, message } = event.problem;
      again.add(toPathText(path));
      context.problem({ cause, path: toPathText(path), message });
    } else context.note("info", noteOf(event));
  }
  const result = await run.result;
  return finish(prepared, result, deps, context, { again: again.paths, seconds: meter.seconds });
}

async function finish(
  prepared: PreparedBackup,
  result: BackupResult,
  deps: JobDeps,
  context: RunContext,
  { again, seconds }: { readonly again: readonly PathText[] | undefined; readonly seconds: number },
): Promise<RunEnd> {
  await listSnapshot(result, prepared, deps, context);
  // The storage gives ids of that form.
  const made = result.snapshot?.id as SnapshotId | undefined;
  const snapshotId = made ?? prepared.chosen.parent?.id;
  if (snapshotId !== undefined && again !== undefined) standsFor(prepared, { snapshotId, again }, deps);
  const figures = figuresOf(prepared, result, seconds);
  if (figures.foundBy === "walk") noteWalk(prepared, figures, deps);
  const missed = missedNote(result);
  if (missed !== undefined) context.note("warning", missed);
  context.note("info", resultNote(figures));
  return { figures, problems: result.problemCount, ...(made === undefined ? {} : { snapshotId: made }) };
}

function noteWalk({ plan, target }: PreparedBackup, { missed }: BackupFigures, { changes, clock }: JobDeps): void {
  changes?.walked(plan.id, target.id, { at: clock.now(), ...(missed === undefined ? {} : { missed }) });
}

async function namesIn({ repository }: RunContext["open"], signal: AbortSignal): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const { name } of repository.storage.list("snapshots", signal)) names.add(name);
  return names;
}

function engineOptions(prepared: PreparedBackup, deps: JobDeps, signal: AbortSignal): BackupOptions {
  const { plan, mode, chosen, skipPaths, changes, isVerified } = prepared;
  const { parent, newest } = chosen;
  return {
    targets: plan.folders.map((folder) => backupTarget(toBuffer(fromPathText(folder)))),
    filter: filterSpec(plan.filter, skipPaths),
    excludes: plan.filter.patterns,
    tags: [planTag(plan.id), modeTag(mode)],
    ...(parent === undefined ? {} : { parent: parent.id }),
    ...(changes === undefined || parent === undefined
      ? {}
      : { changes: { ...engineChanges(parent.id, changes), verify: isVerified } }),
    ...(mode === "full" ? { readAll: true, recordParent: false } : {}),
    // One that equals the newest says nothing that is not known. A full one says that every byte was read.
    skipIfUnchanged: mode !== "full" && parent?.id === newest?.id,
    ...{ estimate: true, programVersion: deps.programVersion, retryLockMs: RETRY_LOCK_MS, signal },
  };
}

function engineChanges(since: SnapshotId, { folders, trees }: NonNullable<PreparedBackup["changes"]>) {
  return { since, folders: folders.map(fromPathText), trees: trees.map(fromPathText) };
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
  const { summary, snapshot, foundBy, removed, missed } = result;
  const { filesNew, filesChanged, filesUnmodified, dirsNew, dirsChanged, dirsUnmodified } = summary;
  return {
    ...{ kind: "backup", seconds, mode, foundBy, filesNew, filesChanged, filesUnchanged: filesUnmodified },
    ...{ files: summary.totalFilesProcessed, folders: dirsNew + dirsChanged + dirsUnmodified },
    ...{ bytes: summary.totalBytesProcessed, bytesAdded: summary.dataAdded, bytesStored: summary.dataAddedPacked },
    ...(removed === undefined ? {} : { filesRemoved: removed }),
    ...(missed === undefined ? {} : { missed: missed.count }),
    ...(snapshot === undefined ? { isUnchanged: true } : {}),
  };
}

function missedNote({ missed }: BackupResult): string | undefined {
  const [first] = missed?.first ?? [];
  if (missed === undefined || first === undefined) return undefined;
  return `Changes in ${countOf(missed.count, "folder")} had not been told, such as in “${toPathText(first)}”; they are saved now.`;
}

function resultNote({ files, bytes: all, bytesStored, isUnchanged }: BackupFigures): string {
  if (isUnchanged === true) return "Nothing had changed: the newest snapshot stands for now, too.";
  return `Saved ${countOf(files, "file")} (${bytes(all)}); ${bytes(bytesStored)} new in the repository.`;
}
