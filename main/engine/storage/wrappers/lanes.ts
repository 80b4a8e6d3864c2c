import type { Clock } from "../clock.ts";
import { StorageInterrupted } from "../errors.ts";
import { afterInterruption, afterStretch, firstLaneCount, type LaneCount } from "./lane-count.ts";

/** A stretch is judged when so many calls for each lane have ended in it … */
const CALLS_PER_LANE = 2;
/** … and it has lasted so long: shorter ones are noise. */
const STRETCH_MS = 250;

/** Who waits to begin. */
interface Waiting {
  begin(): void;
}

/**
 * Lets so many calls be under way, bulky ones and small ones apart: a small one never waits for a bulky one, but for the one
 * connection that is being freed where there are only one or two of them.
 */
export class Lanes {
  readonly #connections: number;
  readonly #mostBulky: number;
  readonly #clock: Clock;
  readonly #waiting: { readonly bulky: Waiting[]; readonly small: Waiting[] } = { bulky: [], small: [] };
  readonly #running = { bulky: 0, small: 0 };
  #count: LaneCount;
  #stretch = { bytes: 0, calls: 0, beganAt: 0, isBusy: false };

  /** @param connections calls at a time, at most, of both kinds together */
  constructor(connections: number, clock: Clock) {
    this.#connections = Math.max(1, connections);
    // One is left for what is small: a lock that is not refreshed in time is lost, and the run with it.
    this.#mostBulky = this.#connections >= 3 ? this.#connections - 1 : this.#connections;
    this.#clock = clock;
    this.#count = firstLaneCount(this.#mostBulky);
  }

  /** How many bulky calls may be under way now. */
  get lanes(): number {
    return this.#count.lanes;
  }

  /** Does something large in its turn. @param bytesOf how much was moved */
  async bulky<T>(work: () => Promise<T>, bytesOf: (result: T) => number, signal?: AbortSignal): Promise<T> {
    await this.#enter("bulky", signal);
    try {
      const result = await work();
      this.#noteDone(bytesOf(result));
      return result;
    } catch (error) {
      if (error instanceof StorageInterrupted) this.#shrink();
      throw error;
    } finally {
      this.#leave("bulky");
    }
  }

  /** Does something small, ahead of all that is large. */
  async small<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter("small", signal);
    try {
      return await work();
    } finally {
      this.#leave("small");
    }
  }

  async #enter(size: "bulky" | "small", signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#waiting[size].length === 0 && this.#hasRoomFor(size)) {
      this.#running[size] += 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const stop = (): void => {
      this.#waiting[size].splice(this.#waiting[size].indexOf(ticket), 1);
      reject(signal?.reason);
    };
    const begin = (): void => {
      signal?.removeEventListener("abort", stop);
      resolve();
    };
    const ticket: Waiting = { begin };
    this.#waiting[size].push(ticket);
    signal?.addEventListener("abort", stop, { once: true });
    await promise;
  }

  #hasRoomFor(size: "bulky" | "small"): boolean {
    const { bulky, small } = this.#running;
    if (bulky + small >= this.#connections) return false;
    return size === "small" || bulky < this.#count.lanes;
  }

  #leave(size: "bulky" | "small"): void {
    this.#running[size] -= 1;
    this.#beginNext();
  }

  #beginNext(): void {
    for (const size of ["small", "bulky"] as const) {
      while (this.#hasRoomFor(size)) {
        const next = this.#waiting[size].shift();
        if (next === undefined) break;
        this.#running[size] += 1;
        next.begin();
      }
    }
  }

  /** Only time in which all lanes were in use tells whether another would be of any. */
  #noteDone(bytes: number): void {
    const now = this.#clock.now();
    const isBusy = this.#waiting.bulky.length > 0 && this.#running.bulky >= this.#count.lanes;
    if (!isBusy || !this.#stretch.isBusy) {
      this.#stretch = { bytes: 0, calls: 0, beganAt: now, isBusy };
      return;
    }
    this.#stretch.bytes += bytes;
    this.#stretch.calls += 1;
    const ms = now - this.#stretch.beganAt;
    if (this.#stretch.calls < CALLS_PER_LANE * this.#count.lanes || ms < STRETCH_MS) return;
    this.#count = afterStretch(this.#count, { bytes: this.#stretch.bytes, ms }, this.#mostBulky);
    // What was begun with the old number of lanes says nothing of the new one: begin when one has ended under it.
    this.#stretch = { bytes: 0, calls: 0, beganAt: now, isBusy: false };
    this.#beginNext();
  }

  #shrink(): void {
    this.#count = afterInterruption(this.#count);
    this.#stretch = { bytes: 0, calls: 0, beganAt: this.#clock.now(), isBusy: false };
  }
}
