import type { LockId } from "../format/index.ts";

/**
 * The locks that this process holds or is about to: with them, a lock that bears our process number and is not here
 * was left by an earlier process of the same number. Locks are taken on one thread only, so one list is enough.
 *
 * While there are any, SIGHUP does not end the process: restic sends it to ask whether the holder of a lock lives.
 */
class HeldLocks {
  readonly #ids = new Set<LockId>();

  has(id: LockId): boolean {
    return this.#ids.has(id);
  }

  add(id: LockId): void {
    if (this.#ids.size === 0) process.on("SIGHUP", stayAlive);
    this.#ids.add(id);
  }

  delete(id: LockId): void {
    this.#ids.delete(id);
    if (this.#ids.size === 0) process.removeListener("SIGHUP", stayAlive);
  }
}

export const heldLocks = new HeldLocks();

/** Having a listener is all it takes: Node's default, to exit, no longer applies. */
function stayAlive(): void {}
