import { localTime } from "../../../shared/figures/index.ts";
import type { BackupFigures, Snapshot, Target } from "../../../shared/model/index.ts";
import { snapshotNames } from "../../engine/index.ts";
import type { EarlyContext, RunEnd } from "../runs/index.ts";
import { isThere } from "../targets/index.ts";
import type { JobDeps } from "./deps.ts";
import { type AskedBackup, type PreparedBackup, prepareBackup, standsFor } from "./prepared-backup.ts";

/**
 * The end of a backup for which there is nothing to do, without opening the repository: the journal knows of no change
 * since the plan's newest snapshot, and that is still there.
 *
 * @returns undefined when there is something to do, or nobody knows
 */
export async function unchangedBackup(
  asked: AskedBackup,
  deps: JobDeps,
  context: EarlyContext,
): Promise<RunEnd | undefined> {
  if (deps.changes === undefined || asked.mode === "full") return undefined;
  const startedAt = deps.clock.now();
  const prepared = await prepareBackup(asked, await namesAt(asked.target, deps, context.signal), deps);
  const { newest } = prepared.chosen;
  if (newest === undefined || !isUnchanged(prepared) || !(await areThere(asked.plan.folders))) return undefined;
  standsFor(prepared, { snapshotId: newest.id, again: [] }, deps);
  context.note("info", `Nothing has changed since ${localTime(newest.time)}: that snapshot stands for now, too.`);
  return {
    figures: figuresOf(prepared, newest, (deps.clock.now() - startedAt) / 1000),
    problems: 0,
    snapshotId: newest.id,
  };
}

/** A differential one that equals the last full one is no news only if nothing newer was made since. */
function isUnchanged({ changes, chosen, isVerified }: PreparedBackup): boolean {
  if (isVerified) return false;
  const isNewest = chosen.parent !== undefined && chosen.parent.id === chosen.newest?.id;
  return isNewest && chosen.isCatalogRight && changes?.folders.length === 0 && changes.trees.length === 0;
}

/** A drive that was pulled tells no change. */
async function areThere(folders: AskedBackup["plan"]["folders"]): Promise<boolean> {
  for (const folder of folders) if (!(await isThere(folder))) return false;
  return true;
}

function namesAt(target: Target, { storages }: JobDeps, signal: AbortSignal): Promise<ReadonlySet<string>> {
  return storages.withStorage(target, (storage) => snapshotNames(storage, signal));
}

function figuresOf({ mode }: PreparedBackup, { files = 0, bytes = 0 }: Snapshot, seconds: number): BackupFigures {
  return {
    ...{ kind: "backup", seconds, mode, files, bytes, filesUnchanged: files },
    ...{ filesNew: 0, filesChanged: 0, filesRemoved: 0, bytesAdded: 0, bytesStored: 0 },
    ...{ foundBy: "journal", isUnchanged: true },
  };
}
