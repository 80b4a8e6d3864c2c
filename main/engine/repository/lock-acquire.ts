import type { LockId, TimeText } from "../format/index.ts";
import { StoredFileMissing, sleep } from "../storage/index.ts";
import { heldLocks } from "./held-locks.ts";
import type { Identity } from "./identity.ts";
import { LockLost, RepositoryLocked } from "./lock-errors.ts";
import { type LockAccess, lockRef, prepareLock, readLocks, tryRemove } from "./lock-files.ts";
import {
  conflicts,
  type DeathProof,
  type FoundLock,
  isOfDeadProcess,
  isProvenStale,
  LOCK_TIMES,
  looksStale,
  type Moment,
} from "./lock-rules.ts";

/** A lock that was removed because its owner is proven not to run any more: evidence of a crash. */
export interface DeadLock {
  readonly lockId: LockId;
  readonly hostname: string;
  readonly username: string;
  readonly pid: number;
  /** When it was last refreshed. */
  readonly time: TimeText;
  readonly exclusive: boolean;
  readonly proof: DeathProof;
}

export interface LockRequest extends LockAccess {
  readonly exclusive: boolean;
  readonly identity: Identity;
  readonly isAlive: (pid: number) => boolean;
  readonly signal?: AbortSignal;
}

/** A lock in force: its file is written, and nobody stands against it. */
export interface TakenLock {
  readonly id: LockId;
  /** Wall clock just before the file was written. */
  readonly refreshedMs: number;
  readonly removedDead: readonly DeadLock[];
}

/**
 * Takes a lock, trying again for a while if others are in the way: after 5 s, then twice as long each time up to a
 * minute, and once more at the end.
 *
 * @throws {RepositoryLocked} @throws {UnreadableLock}
 */
export async function takeLock(request: LockRequest, retryForMs: number): Promise<TakenLock> {
  const { clock, signal } = request;
  const removedDead: DeadLock[] = [];
  const endMs = clock.now() + retryForMs;
  for (let waitMs: number = LOCK_TIMES.retryFirstMs; ; waitMs = Math.min(waitMs * 2, LOCK_TIMES.retryMaxMs)) {
    try {
      return await tryLock(request, removedDead);
    } catch (error) {
      const leftMs = endMs - clock.now();
      if (!(error instanceof RepositoryLocked) || leftMs <= 0) throw error;
      // Two that started together would stay in step, each seeing the other every time.
      await sleep(clock, Math.min(waitMs * (1 + Math.random() / 4), leftMs), signal);
    }
  }
}

/** One round: look, write, wait, look again. Whoever of two writes later sees the other at the second look. */
async function tryLock(request: LockRequest, removedDead: DeadLock[]): Promise<TakenLock> {
  const { clock, signal } = request;
  const before = momentOf(request);
  const first = await removeProven(request, await readLocks(request, new Set(), signal), before, 1, removedDead);
  // A lock that looks stale may yet be proven so, once our own tells what time it is at the storage.
  mustBeFree(
    request,
    first.filter((found) => !looksStale(found, before.nowMs)),
  );

  const refreshedMs = clock.now();
  const { id, bytes } = prepareLock(request, request.identity, request.exclusive);
  heldLocks.add(id);
  try {
    await request.storage.write(lockRef(id), bytes, signal);
    await sleep(clock, LOCK_TIMES.settleMs, signal);
    await secondLook(request, id, first, removedDead);
    return { id, refreshedMs, removedDead };
  } catch (error) {
    // Without the signal: after a cancellation most of all. If even this fails, the first failure says why.
    await request.storage.remove(lockRef(id)).catch(() => undefined);
    heldLocks.delete(id);
    throw error;
  }
}

async function secondLook(
  request: LockRequest,
  own: LockId,
  seen: readonly FoundLock[],
  removedDead: DeadLock[],
): Promise<void> {
  const found = await readLocks(request, new Set([own]), request.signal);
  const moment = { ...momentOf(request), ...(await storageTime(request, own)) };
  const seenTwice = found.filter(({ id }) => seen.some((lock) => lock.id === id));
  const fresh = found.filter((lock) => !seenTwice.includes(lock));
  mustBeFree(request, [...fresh, ...(await removeProven(request, seenTwice, moment, 2, removedDead))]);
}

/** When the storage says our own lock was written: its clock's time. */
async function storageTime({ storage, signal }: LockRequest, own: LockId): Promise<{ storageNow?: Date }> {
  try {
    const { modified } = await storage.stat(lockRef(own), signal);
    return modified === undefined ? {} : { storageNow: modified };
  } catch (error) {
    throw error instanceof StoredFileMissing ? new LockLost(storage.location, "removed", error) : error;
  }
}

/** Removes the locks proven dead, tells them in `removedDead`, and returns the others. */
async function removeProven(
  request: LockRequest,
  found: readonly FoundLock[],
  moment: Moment,
  looks: 1 | 2,
  removedDead: DeadLock[],
): Promise<FoundLock[]> {
  const others: FoundLock[] = [];
  for (const lock of found) {
    const proof = proofOfDeath(lock, moment, looks);
    if (proof !== undefined && (await tryRemove(request.storage, lock.id, request.signal)))
      removedDead.push(asDead(lock, proof));
    else others.push(lock);
  }
  return others;
}

/** What proves that a lock's owner is gone. By time it takes two looks: a sleeper may have come back in between. */
function proofOfDeath(found: FoundLock, moment: Moment, looks: 1 | 2): DeathProof | undefined {
  if (isOfDeadProcess(found, moment)) return "dead-process";
  return looks === 2 && isProvenStale(found, moment) ? "not-refreshed" : undefined;
}

function mustBeFree({ storage, exclusive }: LockRequest, others: readonly FoundLock[]): void {
  const other = others.find(({ lock }) => conflicts(exclusive, lock));
  if (other !== undefined) throw new RepositoryLocked(storage.location, other.id, other.lock);
}

function momentOf({ identity, isAlive, clock }: LockRequest): Moment {
  return { identity, isAlive, nowMs: clock.now(), isOurs: (id) => heldLocks.has(id) };
}

export function asDead({ id, lock }: FoundLock, proof: DeathProof): DeadLock {
  const { hostname, username, pid, time, exclusive } = lock;
  return { lockId: id, hostname, username, pid, time, exclusive, proof };
}
