import type { Clock } from "../clock.ts";

export interface ThrottleOptions {
  /** Bytes a second as they are allowed now; undefined for any number. Asked again all the time, so it may change. */
  readonly rate: () => number | undefined;
  readonly clock: Clock;
}

/** A change of the rate is felt within so long. */
const STEP_MS = 500;
/** After a rest so much may go at once: a second's worth. */
const BURST_SECONDS = 1;

/** Who waits for its turn. */
interface Ticket {
  wake(): void;
}

/**
 * Lets so many bytes a second through, on average. Files go as a whole: one that is larger than what is allowed goes at
 * once, and what comes after it waits until it is paid for.
 *
 * A token bucket that may be overdrawn. One throttle may stand before several storages, which then share the rate.
 */
export class Throttle {
  readonly #options: ThrottleOptions;
  /** In the order they came; the first one looks at the clock. */
  readonly #queue: Ticket[] = [];
  /** Bytes that may go now; less than 0 if too many went. */
  #allowed = 0;
  #countedAt: number;

  constructor(options: ThrottleOptions) {
    this.#options = options;
    this.#countedAt = options.clock.now();
  }

  /** Counts bytes that go, or went, without a wait. */
  count(bytes: number): void {
    this.#refill();
    this.#allowed -= bytes;
  }

  /** Waits until so many bytes may go, and counts them. Rejects with the signal's reason. */
  async turn(bytes: number, signal?: AbortSignal): Promise<void> {
    const ticket: Ticket = { wake: () => undefined };
    this.#queue.push(ticket);
    try {
      signal?.throwIfAborted();
      while (this.#queue[0] !== ticket || !this.#isOpen()) await this.#wait(ticket, signal);
      this.count(bytes);
    } finally {
      this.#queue.splice(this.#queue.indexOf(ticket), 1);
      this.#queue[0]?.wake();
    }
  }

  #isOpen(): boolean {
    this.#refill();
    return this.#options.rate() === undefined || this.#allowed >= 0;
  }

  #refill(): void {
    const { rate, clock } = this.#options;
    const [now, perSecond] = [clock.now(), rate()];
    // A clock that was set back, or a sleep, is no reason for a standstill or a flood.
    const seconds = Math.max(0, now - this.#countedAt) / 1000;
    this.#countedAt = now;
    const most = (perSecond ?? 0) * BURST_SECONDS;
    this.#allowed = perSecond === undefined ? 0 : Math.min(most, this.#allowed + seconds * perSecond);
  }

  /** For a while, or until it is this one's turn. */
  #wait(ticket: Ticket, signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const stop = (): void => reject(signal?.reason);
    ticket.wake = resolve;
    const callOff = this.#queue[0] === ticket ? this.#options.clock.after(this.#waitMs(), resolve) : () => undefined;
    signal?.addEventListener("abort", stop, { once: true });
    return promise.finally(() => {
      callOff();
      signal?.removeEventListener("abort", stop);
    });
  }

  #waitMs(): number {
    const neededMs = Math.ceil((-this.#allowed / (this.#options.rate() ?? Number.POSITIVE_INFINITY)) * 1000);
    return Math.max(1, Math.min(STEP_MS, neededMs));
  }
}
