import type { LockId } from "../format/index.ts";
import { type Clock, StoredFileMissing, sleep, systemClock } from "../storage/index.ts";
import { heldLocks } from "./held-locks.ts";
import { type Identity, ownIdentity } from "./identity.ts";
import { type DeadLock, type LockRequest, type TakenLock, takeLock } from "./lock-acquire.ts";
import { LockLost } from "./lock-errors.ts";
import { type LockAccess, lockRef, prepareLock, readLocks } from "./lock-files.ts";
import { conflicts, isProcessAlive, LOCK_TIMES } from "./lock-rules.ts";

export interface LockOptions extends Omit<LockAccess, "clock"> {
  /** For who deletes or needs a still picture; shared is for who only adds or reads. */
  readonly exclusive: boolean;
  /** Cancels the taking of the lock; a lock once taken is kept until it is released. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  readonly identity?: Identity;
  /** How long to try again when others are in the way; 0 (the default) is one try. */
  readonly retryForMs?: number;
  /** Whether a process of this computer runs. */
  readonly isAlive?: (pid: number) => boolean;
}

/** How often the wall clock is looked at: timers stand still in standby, so five minutes of timer may be a night. */
const TICK_MS = 30_000;

/**
 * Keeps others from working against us on a repository: section 9 of the format, spoken by restic too.
 *
 * It renews itself until released. Before each write that relies on it, `await lock.prove()`: a computer that was asleep
 * may have lost its lock, and must not write before it knows. `lost` tells those who wait for something else.
 */
export class RepositoryLock {
  /** Locks of dead processes that were removed on the way: evidence that a run before this one was cut short. */
  readonly removedDead: readonly DeadLock[];
  readonly #request: LockRequest;
  readonly #lost = new AbortController();
  readonly #stop = new AbortController();
  /** Every lock file of ours that may be in the storage; more than one while it is renewed, or when a removal failed. */
  readonly #files: Set<LockId>;
  #id: LockId;
  #refreshedMs: number;
  #renewal: Promise<void> | undefined;
  #release: Promise<void> | undefined;
  #cancelTick: () => void;

  private constructor(request: LockRequest, taken: TakenLock) {
    this.#request = request;
    this.#id = taken.id;
    this.#files = new Set([taken.id]);
    this.#refreshedMs = taken.refreshedMs;
    this.removedDead = taken.removedDead;
    this.#cancelTick = request.clock.after(TICK_MS, () => this.#tick());
  }

  /** @throws {RepositoryLocked} @throws {UnreadableLock} */
  static async acquire(options: LockOptions): Promise<RepositoryLock> {
    const { retryForMs = 0, clock = systemClock, identity = ownIdentity(), isAlive = isProcessAlive } = options;
    const request = { ...options, clock, identity, isAlive };
    return new RepositoryLock(request, await takeLock(request, retryForMs));
  }

  /** The lock file's present id; each renewal changes it. */
  get id(): LockId {
    return this.#id;
  }

  /** Aborted, with LockLost as its reason, as soon as it is known that the lock is no longer ours. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /**
   * Resolves if the lock is ours at this moment. Costs a look at the clock, unless that says we were away for long:
   * then the lock is renewed first.
   *
   * @throws {LockLost}
   */
  async prove(): Promise<void> {
    this.lost.throwIfAborted();
    if (this.#release !== undefined) throw new Error("the lock is released already");
    // Again if the renewal that was waited for had begun before we were away: it tells nothing of the present.
    while (this.#ageMs() > LOCK_TIMES.lostMs && !this.lost.aborted && !this.#stop.signal.aborted)
      await this.#renewOnce();
    this.lost.throwIfAborted();
  }

  /**
   * Removes the lock. Call it on every path; more calls than one are fine.
   *
   * @throws the storage's error if the file could not be removed: others see it as ours until they prove us dead
   */
  release(): Promise<void> {
    this.#release ??= this.#doRelease();
    return this.#release;
  }

  /** Releases without failing: what happened inside the block matters more than a lock file left behind. */
  async releaseQuietly(): Promise<void> {
    await this.release().catch(() => undefined);
  }

  async #doRelease(): Promise<void> {
    this.#cancelTick();
    this.#stop.abort();
    await this.#renewal;
    const removals = [...this.#files].map((id) => this.#forget(id));
    const failed = (await Promise.allSettled(removals)).find((removal) => removal.status === "rejected");
    // What is left bears our process number and is held by nobody: our next lock removes it.
    for (const id of this.#files) heldLocks.delete(id);
    if (failed !== undefined) throw failed.reason;
  }

  #tick(): void {
    const age = this.#ageMs();
    // A clock set back would put the renewal off for as long, and its new time must be known to others.
    const due = age >= LOCK_TIMES.refreshMs || age < 0;
    const next = () => {
      if (!this.lost.aborted && this.#release === undefined)
        this.#cancelTick = this.#request.clock.after(TICK_MS, () => this.#tick());
    };
    if (due) void this.#renewOnce().then(next);
    else next();
  }

  #ageMs(): number {
    return this.#request.clock.now() - this.#refreshedMs;
  }

  /** One renewal at a time. Never rejects: a failure is tried again at the next tick, or is the loss of the lock. */
  #renewOnce(): Promise<void> {
    this.#renewal ??= this.#renew()
      .catch((error: unknown) => this.#judge(error))
      .finally(() => {
        this.#renewal = undefined;
      });
    return this.#renewal;
  }

  #judge(error: unknown): void {
    if (this.#release !== undefined) return;
    if (error instanceof LockLost) this.#lost.abort(error);
    else if (this.#ageMs() > LOCK_TIMES.lostMs)
      this.#lost.abort(new LockLost(this.#request.storage.location, "not-refreshed", error));
  }

  /** Writes a new lock file, then removes the old: at no moment is there none. */
  async #renew(): Promise<void> {
    const { storage, clock, identity, exclusive } = this.#request;
    const startedMs = clock.now();
    await this.#mustExist(this.#id);
    const { id, bytes } = prepareLock(this.#request, identity, exclusive);
    heldLocks.add(id);
    this.#files.add(id);
    await storage.write(lockRef(id), bytes, this.#stop.signal);
    // Asked after the write, which may itself have taken a night.
    if (this.#ageMs() > LOCK_TIMES.lostMs) await this.#mustBeUncontested();
    this.#id = id;
    this.#refreshedMs = startedMs;
    for (const old of this.#files) if (old !== id) await this.#forget(old);
  }

  /**
   * After a long absence somebody may have proven us dead. Such a one removes our old file and has a file of its own by
   * then, written before it looked for ours: either it saw the file we just wrote, or we see its.
   */
  async #mustBeUncontested(): Promise<void> {
    const { storage, clock, exclusive } = this.#request;
    await sleep(clock, LOCK_TIMES.settleMs, this.#stop.signal);
    const others = await readLocks(this.#request, this.#files, this.#stop.signal);
    if (others.some(({ lock }) => conflicts(exclusive, lock))) throw new LockLost(storage.location, "taken");
    await this.#mustExist(this.#id);
  }

  async #mustExist(id: LockId): Promise<void> {
    const { storage } = this.#request;
    try {
      await storage.stat(lockRef(id), this.#stop.signal);
    } catch (error) {
      throw error instanceof StoredFileMissing ? new LockLost(storage.location, "removed", error) : error;
    }
  }

  async #forget(id: LockId): Promise<void> {
    await this.#request.storage.remove(lockRef(id));
    this.#files.delete(id);
    heldLocks.delete(id);
  }
}
