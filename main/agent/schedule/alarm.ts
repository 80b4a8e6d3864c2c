import type { Moment } from "../../../shared/model/index.ts";
import type { Clock } from "../clock/index.ts";

/** Timers stand still in standby and reach 25 days at most, so the wall clock is looked at each minute. */
const MOST_MS = 60_000;
/** A timer is late by moments, or because the computer slept. */
const GAP_MS = 90_000;
/** A clock is put right by moments, or set back. */
const BACK_MS = 60_000;

export interface AlarmOptions {
  readonly clock: Clock;
  /** It is the time, or worth a look. */
  readonly onTime: () => void;
  /** Far more time went by, or less, than the timer should have taken. Told before `onTime`. */
  readonly onGap: () => void;
}

/** One timer for the soonest of some moments, by the wall clock, across standby and changes of the clock. */
export class Alarm {
  readonly #options: AlarmOptions;
  #callOff = (): void => {};
  /** When it should ring, and when that was said. */
  #expected: { readonly at: Moment; readonly since: Moment } | undefined;

  constructor(options: AlarmOptions) {
    this.#options = options;
  }

  /** Calls back at the soonest of those still to come, or in a minute. What is past has been looked at. */
  set(moments: readonly Moment[]): void {
    const { clock, onTime } = this.#options;
    // Whatever is the first to be done after standby sets it anew, and it would not be known to have been late.
    this.#tellGap();
    this.#callOff();
    const since = clock.now();
    const delayMs = Math.min(MOST_MS, ...moments.filter((at) => at > since).map((at) => at - since));
    this.#expected = { at: since + delayMs, since };
    this.#callOff = clock.after(delayMs, () => {
      this.#tellGap();
      onTime();
    });
  }

  callOff(): void {
    this.#callOff();
    this.#expected = undefined;
  }

  #tellGap(): void {
    const { clock, onGap } = this.#options;
    const expected = this.#expected;
    this.#expected = undefined;
    if (expected === undefined) return;
    const now = clock.now();
    if (now - expected.at > GAP_MS || expected.since - now > BACK_MS) onGap();
  }
}
