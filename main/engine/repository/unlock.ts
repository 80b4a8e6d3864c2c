import type { LockId } from "../format/index.ts";
import { systemClock } from "../storage/index.ts";
import { DamagedFile } from "./errors.ts";
import { heldLocks } from "./held-locks.ts";
import { ownIdentity } from "./identity.ts";
import { asDead, type DeadLock } from "./lock-acquire.ts";
import { listLockFiles, lockRef, readLock } from "./lock-files.ts";
import { type DeathProof, type FoundLock, isOfDeadProcess, isProcessAlive, looksStale } from "./lock-rules.ts";
import type { LockOptions } from "./locks.ts";

export type UnlockOptions = Omit<LockOptions, "exclusive" | "retryForMs">;

/** A lock as it is told to people; `proof` is there if it is a dead one. */
export interface LockInfo extends Omit<DeadLock, "proof"> {
  readonly proof?: DeathProof;
}

export interface LockList {
  readonly locks: readonly LockInfo[];
  /** Files that are there and cannot be read; they keep everybody out. */
  readonly unreadable: readonly LockId[];
}

/** All locks, and which of them are dead. Takes no lock itself. */
export async function listLocks(options: UnlockOptions): Promise<LockList> {
  const [locks, unreadable]: [LockInfo[], LockId[]] = [[], []];
  for (const file of await listLockFiles(options.storage, options.signal)) {
    try {
      const lock = await readLock(options, file.id, options.signal);
      if (lock !== undefined) locks.push(asInfo({ ...file, lock }, options));
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error;
      unreadable.push(file.id);
    }
  }
  return { locks, unreadable };
}

/**
 * Removes the locks of dead processes of this computer and all that were not refreshed for half an hour; with
 * `removeAll` every one, the unreadable too. By the word of a person, who must know that nobody is at work: unlike
 * the taking of a lock, this believes this computer's clock.
 *
 * @returns what was removed
 */
export async function unlock(options: UnlockOptions, removeAll = false): Promise<LockList> {
  const { locks, unreadable } = await listLocks(options);
  const removed = {
    locks: locks.filter((lock) => removeAll || lock.proof !== undefined),
    unreadable: removeAll ? unreadable : [],
  };
  for (const id of [...removed.locks.map((lock) => lock.lockId), ...removed.unreadable])
    await options.storage.remove(lockRef(id), options.signal);
  return removed;
}

function asInfo(found: FoundLock, options: UnlockOptions): LockInfo {
  const { clock = systemClock, identity = ownIdentity(), isAlive = isProcessAlive } = options;
  const isOurs = (id: LockId) => heldLocks.has(id);
  const nowMs = clock.now();
  const isDead = isOfDeadProcess(found, { identity, isAlive, isOurs, nowMs });
  const isStale = !isOurs(found.id) && looksStale(found, nowMs);
  const { proof, ...info } = asDead(found, isDead ? "dead-process" : "not-refreshed");
  return isDead || isStale ? { ...info, proof } : info;
}
