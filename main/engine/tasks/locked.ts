import { type LockOptions, RepositoryLock } from "../repository/index.ts";
import type { Storage } from "../storage/index.ts";
import type { OpenRepository } from "./open-repository.ts";

/** What a task may rely on while it holds the lock. */
export interface Locked {
  /** Aborts when the caller wants to stop and when the lock is lost. */
  readonly signal: AbortSignal;
  /** Aborts only when the lock is lost: then nothing more may be written, not even to keep what is done. */
  readonly lost: AbortSignal;
  /** Writes and removes after making sure that the lock is still ours: the computer may have been asleep. */
  readonly storage: Pick<Storage, "write" | "remove">;
  /** Locks of processes that had died, removed on the way in. They tell of runs that ended in the middle. */
  readonly removedDead: RepositoryLock["removedDead"];
}

/** Runs a task under a lock on the repository and releases it whatever happens. */
export async function withLock<T>(
  open: OpenRepository,
  options: Omit<LockOptions, "storage" | "sealer" | "version">,
  work: (locked: Locked) => Promise<T>,
): Promise<T> {
  const { storage, sealer, version } = open.repository;
  const lock = await RepositoryLock.acquire({ storage, sealer, version, ...options });
  const signals = options.signal === undefined ? [lock.lost] : [options.signal, lock.lost];
  try {
    return await work({
      signal: AbortSignal.any(signals),
      lost: lock.lost,
      storage: guarded(storage, lock),
      removedDead: lock.removedDead,
    });
  } finally {
    // Never fails: what happened in the task matters more than a lock file left behind.
    await lock.releaseQuietly();
  }
}

/** Runs a task that writes nothing at all without any lock. */
export function withoutLock<T>(signal: AbortSignal | undefined, work: (locked: Locked) => Promise<T>): Promise<T> {
  const refuse = (): Promise<never> => Promise.reject(new Error("what holds no lock may not write"));
  const never = new AbortController().signal;
  const storage = { write: refuse, remove: refuse };
  return work({ signal: signal ?? never, lost: never, storage, removedDead: [] });
}

function guarded(storage: Storage, lock: RepositoryLock): Locked["storage"] {
  return {
    async write(file, bytes, signal) {
      await lock.prove();
      await storage.write(file, bytes, signal);
    },
    async remove(file, signal) {
      await lock.prove();
      await storage.remove(file, signal);
    },
  };
}
