import { type LockFile, type LockId, parseTime } from "../format/index.ts";
import type { Identity } from "./identity.ts";

const MINUTE_MS = 60_000;

/** The protocol's times: section 9.3 of the format. Other programs rely on them, so they are not for tuning. */
export const LOCK_TIMES = {
  /** A lock is renewed this often. */
  refreshMs: 5 * MINUTE_MS,
  /** A lock not renewed for this long may be called dead by anybody. */
  staleMs: 30 * MINUTE_MS,
  /** One's own lock counts as lost well before that. */
  lostMs: 22.5 * MINUTE_MS,
  /** Between writing one's lock and looking again, for storages that show a new file late. */
  settleMs: 200,
  retryFirstMs: 5_000,
  retryMaxMs: 60_000,
  /** Before another try at a lock file that could not be read; it may be in the making. */
  unreadableMs: [5_000, 10_000, 20_000],
} as const;

/** A lock as found in the storage. */
export interface FoundLock {
  readonly id: LockId;
  readonly lock: LockFile;
  /** By the storage's clock, if it tells. */
  readonly modified?: Date;
}

/** What is known of the present when locks are judged. */
export interface Moment {
  readonly identity: Identity;
  /** Own wall clock, milliseconds. */
  readonly nowMs: number;
  /** The storage's own clock: when it says a file written just now was written. Absent while none was. */
  readonly storageNow?: Date;
  readonly isAlive: (pid: number) => boolean;
  /** Whether this process holds the lock of this id. */
  readonly isOurs: (id: LockId) => boolean;
}

export type DeathProof = "dead-process" | "not-refreshed";

/** Two users of the repository are in each other's way if either wants it for itself. */
export function conflicts(exclusive: boolean, other: LockFile): boolean {
  return exclusive || other.exclusive;
}

/** Whether a lock is of a process of this computer that no longer runs, or of this very process, which knows nothing of it. */
export function isOfDeadProcess({ id, lock }: FoundLock, moment: Moment): boolean {
  const { identity, isAlive, isOurs } = moment;
  if (lock.hostname === "" || lock.hostname !== identity.hostname || isOurs(id)) return false;
  return lock.pid === identity.pid || !isAlive(lock.pid);
}

/** Whether a lock's own time says that nobody has renewed it for half an hour. */
export function looksStale({ lock }: FoundLock, nowMs: number): boolean {
  return nowMs - Number(parseTime(lock.time) / 1_000_000n) > LOCK_TIMES.staleMs;
}

/**
 * Whether nobody has renewed a lock for half an hour, by the clocks of its writer and of this computer *and*, where
 * the storage tells times, by the storage's clock alone: so a computer whose clock is wrong takes no living lock away.
 * Where the storage tells times and its own is not yet known, nothing is proven.
 */
export function isProvenStale(found: FoundLock, moment: Moment): boolean {
  if (moment.isOurs(found.id) || !looksStale(found, moment.nowMs)) return false;
  if (found.modified === undefined) return true;
  return moment.storageNow !== undefined && +moment.storageNow - +found.modified > LOCK_TIMES.staleMs;
}

/** Whether a process of this computer runs. One that may not be signalled does. */
export function isProcessAlive(pid: number): boolean {
  if (pid <= 0) return true; // no process's number: nothing is known, and 0 and below mean groups to the system
  try {
    process.kill(pid, 0); // 0 asks only; restic sends SIGHUP here, which ends many a program
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
