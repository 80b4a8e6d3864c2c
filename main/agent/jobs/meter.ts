import type { RunPhase, RunProgress } from "../../../shared/model/index.ts";
import { Rate, secondsLeft } from "../../../shared/progress/index.ts";

/** Over how many seconds the rate is taken. */
const RATE_SECONDS = 10;

/** What a task says of itself at one moment. */
export interface Figures {
  readonly phase: RunPhase;
  readonly filesDone: number;
  readonly bytesDone: number;
  readonly total?: { readonly files: number; readonly bytes: number; readonly isFinal: boolean } | undefined;
  readonly currentFiles?: readonly string[];
  readonly problems: number;
  readonly bytesStored?: number;
}

/** Makes a run's progress of its figures: since when it runs, how fast it is now, how long it will still take. */
export class Meter {
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #rate = new Rate(RATE_SECONDS);

  constructor(now: () => number) {
    this.#now = now;
    this.#startedAt = now();
  }

  /** Since the meter was made. A clock that was set back does not make it negative. */
  get seconds(): number {
    return Math.max(0, (this.#now() - this.#startedAt) / 1000);
  }

  progress(figures: Figures): RunProgress {
    const { phase, filesDone, bytesDone, total, currentFiles = [], problems, bytesStored = 0 } = figures;
    const { seconds } = this;
    this.#rate.add(seconds, bytesDone);
    const { bytesPerSecond } = this.#rate;
    const left = secondsLeft({ bytesDone, bytesTotal: total?.bytes }, bytesPerSecond);
    return {
      ...{ phase, seconds, filesDone, bytesDone, problems, bytesStored },
      currentFiles: currentFiles.filter((path) => path !== ""),
      ...(total === undefined ? {} : { total }),
      ...(bytesPerSecond === undefined ? {} : { bytesPerSecond: Math.max(0, bytesPerSecond) }),
      ...(left === undefined ? {} : { secondsLeft: left }),
    };
  }
}
