import { type Clock, type Identity, RepositoryLock } from "../repository/index.ts";
import type { OpenRepository } from "./open-repository.ts";

export interface LockOptions {
  readonly exclusive: boolean;
  readonly signal?: AbortSignal;
  /** How long to wait for others, in milliseconds; not at all by default. */
  readonly retryForMs?: number;
  readonly clock?: Clock;
  readonly identity?: Identity;
}

/** What a task may rely on while it holds the lock. */
export interface Locked {
  /** Aborts when the caller wants to stop and when the lock is lost. */
  readonly signal: AbortSignal;
  /** Aborts only when the lock is lost: then nothing more may be written, not even to keep what is done. */
  readonly lost: AbortSignal;
  /** Locks of processes that had died, removed on the way in. They tell of runs that ended in the middle. */
  readonly removedDead: RepositoryLock["removedDead"];
}

/** Runs a task under a lock on the repository and releases it whatever happens. */
export async function withLock<T>(
  open: OpenRepository,
  options: LockOptions,
  work: (locked: Locked) => Promise<T>,
): Promise<T> {
  const { storage, sealer, version } = open.repository;
  const lock = await RepositoryLock.acquire({ storage, sealer, version, ...options });
  try {
    const signals = options.signal === undefined ? [lock.lost] : [options.signal, lock.lost];
    return await work({ signal: AbortSignal.any(signals), lost: lock.lost, removedDead: lock.removedDead });
  } finally {
    await lock.release();
  }
}
