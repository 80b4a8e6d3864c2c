import type { Clock, Identity, LockOptions } from "../repository/index.ts";

/** What every task that locks the repository is told. */
export interface TaskOptions {
  readonly signal?: AbortSignal;
  /** How long to wait for a lock that stands in the way, in milliseconds; not at all by default. */
  readonly retryLockMs?: number;
  readonly clock?: Clock;
  readonly identity?: Identity;
}

/** What every task that only reads is told. */
export interface ReadOptions extends TaskOptions {
  /** Takes no lock: for storages one may only read. What others change meanwhile may then make the task fail. */
  readonly noLock?: boolean;
}

/** How a task's lock is to be taken. */
export function lockOptions(
  exclusive: boolean,
  { signal, retryLockMs, clock, identity }: TaskOptions,
): Omit<LockOptions, "storage" | "sealer" | "version"> {
  return {
    exclusive,
    ...(signal === undefined ? {} : { signal }),
    ...(retryLockMs === undefined ? {} : { retryForMs: retryLockMs }),
    ...(clock === undefined ? {} : { clock }),
    ...(identity === undefined ? {} : { identity }),
  };
}
