import { type Clock, inTime } from "../clock/index.ts";
import type { Log } from "../log/index.ts";
import type { Surroundings } from "./surroundings.ts";

/** Nothing waits longer for what the host knows of the computer. */
const PATIENCE_MS = 5000;

export interface LookoutOptions {
  /** What the host knows of the computer now. */
  readonly look: () => Promise<Surroundings>;
  readonly clock: Clock;
  readonly log: Log;
}

/** The agent's one look at the computer: for the pace of runs, and for the conditions under which they begin. */
export class Lookout {
  readonly #options: LookoutOptions;
  #looking: Promise<Surroundings> | undefined;
  #hasFailed = false;

  constructor(options: LookoutOptions) {
    this.#options = options;
  }

  /**
   * Never rejects, and takes five seconds at most: of a host that cannot tell, nothing is known. Who asks while a look is
   * being taken gets that one.
   */
  look(): Promise<Surroundings> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(): Promise<Surroundings> {
    const { look, clock, log } = this.#options;
    try {
      return (await inTime(look(), PATIENCE_MS, clock)) ?? {};
    } catch (err) {
      // It is asked again and again: once is enough to know.
      if (!this.#hasFailed) log.warn({ err }, "the host could not tell how the computer is used");
      this.#hasFailed = true;
      return {};
    }
  }
}
