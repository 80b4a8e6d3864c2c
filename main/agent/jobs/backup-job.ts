import { bytes, countOf } from "../../../shared/figures/index.ts";
import type { BackupFigures, Plan, SnapshotId, Target } from "../../../shared/model/index.ts";
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
import { describeSnapshot, planTag } from "../snapshots/index.ts";
import { filterSpec } from "./backup-filter.ts";
import { noteOf } from "./backup-notes.ts";
import { type KnownSnapshots, knownSnapshots } from "./backup-parent.ts";
import { type JobDeps, RETRY_LOCK_MS } from "./deps.ts";
import { Meter } from "./meter.ts";

/** A run that saves a plan's folders on one of its targets, as the plan is when its turn comes. */
export function backupJob(plan: Plan, target: Target, deps: JobDeps): RunJob {
  return {
    kind: "backup",
    title: `Back up ${plan.name}`,
    ...{ planId: plan.id, planName: plan.name, targetId: target.id, targetName: target.name, trigger: deps.trigger },
    perform: (context) => {
      const current = deps.plans().find(({ id }) => id === plan.id) ?? plan;
      return performBackup(current, target, deps, context);
    },
  };
}

async function performBackup(plan: Plan, target: Target, deps: JobDeps, context: RunContext): Promise<RunEnd> {
  const { open, signal } = context;
  const meter = new Meter(() => deps.clock.now());
  const { snapshots } = deps.catalog;
  const known = await knownSnapshots(open, snapshots, { targetId: target.id, planId: plan.id }, signal);
  const run = backup(open, engineOptions(plan, target, deps, known, signal));
  for await (const event of run) {
    if (event.type === "progress") context.progress(meter.progress(event));
    else if (event.type === "problem") {
      const { cause, path, message } = event.problem;
      context.problem({ cause, path: toPathText(path), message });
    } else context.note("info", noteOf(event));
  }
  const result = await run.result;
  await listSnapshot(result, target, deps, known, context);
  const figures = figuresOf(result, meter.seconds);
  context.note("info", resultNote(figures));
  // The storage gives ids of that form.
  const snapshotId = result.snapshot && { snapshotId: result.snapshot.id as string as SnapshotId };
  return { figures, problems: result.problemCount, ...snapshotId };
}

function engineOptions(
  plan: Plan,
  target: Target,
  deps: JobDeps,
  { parent }: KnownSnapshots,
  signal: AbortSignal,
): BackupOptions {
  return {
    targets: plan.folders.map((folder) => backupTarget(toBuffer(fromPathText(folder)))),
    filter: filterSpec(plan.filter, [target.location, ...deps.skipPaths()]),
    excludes: plan.filter.patterns,
    tags: [planTag(plan.id)],
    ...(parent === undefined ? {} : { parent }),
    ...{ estimate: true, programVersion: deps.programVersion, retryLockMs: RETRY_LOCK_MS, signal },
  };
}

/** What the catalog does not know is no reason to fail: the snapshot is made. */
async function listSnapshot(
  { snapshot }: BackupResult,
  target: Target,
  { catalog, snapshots, plans }: JobDeps,
  { isCatalogRight }: KnownSnapshots,
  context: RunContext,
): Promise<void> {
  if (snapshot === undefined) return;
  try {
    catalog.snapshots.add(target.id, describeSnapshot(snapshot, plans()));
    if (!isCatalogRight) await snapshots.readAll(target.id, context.open, context.signal);
  } catch {
    context.note("warning", "The backup is made, but the list of snapshots could not be brought up to date.");
  }
}

function figuresOf({ summary }: BackupResult, seconds: number): BackupFigures {
  const { filesNew, filesChanged, filesUnmodified, dirsNew, dirsChanged, dirsUnmodified } = summary;
  return {
    ...{ kind: "backup", seconds, filesNew, filesChanged, filesUnchanged: filesUnmodified },
    ...{ files: summary.totalFilesProcessed, folders: dirsNew + dirsChanged + dirsUnmodified },
    ...{ bytes: summary.totalBytesProcessed, bytesAdded: summary.dataAdded, bytesStored: summary.dataAddedPacked },
  };
}

function resultNote({ files, bytes: all, bytesStored }: BackupFigures): string {
  return `Saved ${countOf(files, "file")} (${bytes(all)}); ${bytes(bytesStored)} new in the repository.`;
}
