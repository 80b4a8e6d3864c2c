import { AppError } from "../../../../shared/errors/index.ts";
import { listSnapshots, type StoredSnapshot, systemClock } from "../../repository/index.ts";
import { chosenSnapshots } from "../chosen-snapshots.ts";
import { type Locked, withLock, withoutLock } from "../locked.ts";
import type { OpenRepository } from "../open-repository.ts";
import { type Run, startRun } from "../run.ts";
import { lockOptions } from "../task-options.ts";
import { chooseByPolicy, mustMakeSense } from "./choose.ts";
import type { ForgetById, ForgetGroup, ForgetOptions, ForgetProgress, ForgetResult, NotRemoved } from "./model.ts";

type Choice = Pick<ForgetResult, "groups" | "remove">;

/**
 * Removes snapshots, by name, by policy or by choice. Nothing is removed before it is known what all is to go; what only
 * they used stays in the repository until it is pruned. It has the repository for itself; a dry run shares it.
 *
 * When it is stopped, each snapshot is there or gone as a whole. One that the storage will not remove stays, is told in
 * the result, and does not keep the others.
 *
 * @throws {SnapshotNotFound} {AmbiguousId} {NoPolicy} {FilterNeeded} {GroupWouldBeEmpty} {InvalidPolicy}
 */
export function forget(open: OpenRepository, options: ForgetOptions): Run<ForgetProgress, ForgetResult> {
  const progress: Progress = { type: "progress", phase: "choosing", removed: 0, total: 0 };
  return startRun<ForgetProgress, never, ForgetResult>(
    async () => {
      if ("policy" in options) mustMakeSense(options);
      return locked(open, options, (lock) => work(open, options, lock, progress));
    },
    () => ({ ...progress }),
  );
}

type Progress = { -readonly [K in keyof ForgetProgress]: ForgetProgress[K] };

function locked<T>(open: OpenRepository, options: ForgetOptions, run: (lock: Locked) => Promise<T>): Promise<T> {
  const { dryRun = false, noLock = false, signal } = options;
  if (dryRun && noLock) return withoutLock(signal, run);
  return withLock(open, lockOptions(!dryRun, options), run);
}

async function work(
  open: OpenRepository,
  options: ForgetOptions,
  lock: Locked,
  progress: Progress,
): Promise<ForgetResult> {
  const choice = await choose(open, options, lock.signal);
  progress.total = choice.remove.length;
  progress.phase = "removing";
  const failures = options.dryRun === true ? [] : await removeAll(choice.remove, lock, progress);
  return { ...choice, removed: progress.removed, failures };
}

async function choose(open: OpenRepository, options: ForgetOptions, signal: AbortSignal): Promise<Choice> {
  if ("snapshots" in options)
    return { groups: [], remove: await chosenByName(open, options.snapshots, options, signal) };
  if ("choose" in options)
    return { groups: [], remove: options.choose(await listSnapshots(open.repository, {}, signal)) };
  const snapshots = await listSnapshots(open.repository, options.filter, signal);
  const groups: ForgetGroup[] = chooseByPolicy(snapshots, options, { nowMs: (options.clock ?? systemClock).now() });
  return { groups, remove: groups.flatMap(({ remove }) => remove) };
}

/** No name at all means no snapshot here; to other tasks it means every one. */
async function chosenByName(
  open: OpenRepository,
  snapshots: readonly string[],
  { filter = {} }: Pick<ForgetById, "filter">,
  signal: AbortSignal,
): Promise<readonly StoredSnapshot[]> {
  return snapshots.length === 0 ? [] : chosenSnapshots(open, { snapshots, filter }, signal);
}

async function removeAll(
  snapshots: readonly StoredSnapshot[],
  { storage, signal }: Locked,
  progress: Progress,
): Promise<NotRemoved[]> {
  const failures: NotRemoved[] = [];
  for (const snapshot of snapshots) {
    signal.throwIfAborted();
    try {
      await storage.remove({ kind: "snapshots", name: snapshot.id });
      progress.removed++;
    } catch (error) {
      // A lost lock ends it all, and so does a storage that is not there just now: the others would fare no better.
      const isForThisOne = error instanceof AppError && (error.retry === "never" || error.code === "storage/protected");
      if (signal.aborted || !isForThisOne) throw error;
      failures.push({ snapshot, error });
    }
  }
  return failures;
}
