import type { Clock } from "../../main/engine/repository/index.ts";

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  #nowMs: number;
  /** Time awake, which is what timers count. */
  #awakeMs = 0;
  readonly #timers = new Map<() => void, number>();

  constructor(now = Date.UTC(2024, 0, 1, 12)) {
    this.#nowMs = now;
  }

  now(): number {
    return this.#nowMs;
  }

  after(ms: number, call: () => void): () => void {
    const timer = () => call();
    this.#timers.set(timer, this.#awakeMs + ms);
    return () => void this.#timers.delete(timer);
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  /** Lets time go by, calling what comes due in its order, each at its time and with what follows from it done. */
  async advance(ms: number): Promise<void> {
    const end = this.#awakeMs + ms;
    for (;;) {
      await settled();
      const next = [...this.#timers].sort(([, a], [, b]) => a - b)[0];
      if (next === undefined || next[1] > end) break;
      this.#step(Math.max(0, next[1] - this.#awakeMs));
      this.#timers.delete(next[0]);
      next[0]();
    }
    this.#step(end - this.#awakeMs);
    await settled();
  }

  /** Standby, or a clock set forth or (negative) back: the wall clock moves, timers do not. */
  jump(ms: number): void {
    this.#nowMs += ms;
  }

  #step(ms: number): void {
    this.#nowMs += ms;
    this.#awakeMs += ms;
  }
}

/** When everything that can go on without time going by has done so. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
}
