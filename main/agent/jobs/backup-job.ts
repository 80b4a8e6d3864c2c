import type { BackupMode, Plan, SnapshotId, Target } from "../../../shared/model/index.ts";
import {
  type BackupOptions,
  backup,
  backupTarget,
  fromPathText,
  snapshotNames,
  toBuffer,
  toPathText,
} from "../../engine/index.ts";
import type { RunContext, RunEnd, RunJob } from "../runs/index.ts";
import { modeTag, planTag } from "../snapshots/index.ts";
import { endBackup } from "./backup-end.ts";
import { filterSpec } from "./backup-filter.ts";
import { noteOf } from "./backup-notes.ts";
import { type JobDeps, RETRY_LOCK_MS } from "./deps.ts";
import { FoldersAgain } from "./folders-again.ts";
import { Meter } from "./meter.ts";
import { type AskedBackup, type PreparedBackup, prepareBackup } from "./prepared-backup.ts";
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
  const prepared = await prepareBackup(asked, await snapshotNames(open.repository.storage, signal), deps);
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
  return endBackup(prepared, { result, again: again.of(result.problemCount), seconds: meter.seconds }, deps, context);
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
    // One that equals the plan's newest says nothing that is not known. A full one says that every byte was read.
    skipIfUnchanged: mode !== "full" && parent !== undefined && parent.id === newest?.id,
    ...{ estimate: true, programVersion: deps.programVersion, retryLockMs: RETRY_LOCK_MS, signal },
  };
}

function engineChanges(since: SnapshotId, { folders, trees }: NonNullable<PreparedBackup["changes"]>) {
  return { since, folders: folders.map(fromPathText), trees: trees.map(fromPathText) };
}
