import { type Clock, systemClock } from "../../repository/index.ts";
import type { RunEvents } from "../run.ts";
import type { RepairNotice, RepairPhase, RepairProgress } from "./model.ts";

/** What a repair tells of itself while it runs. */
export class RepairReport {
  readonly #clock: Clock;
  readonly #startedAt: number;
  #events: RunEvents<RepairNotice> | undefined;
  #phase: RepairPhase = "opening";
  #done = 0;
  #total: number | undefined;
  #bytesRead = 0;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
    this.#startedAt = clock.now();
  }

  readonly now = (): number => this.#clock.now();

  /** From now on somebody may listen. */
  listen(events: RunEvents<RepairNotice>): this {
    this.#events = events;
    return this;
  }

  notice(notice: RepairNotice): void {
    this.#events?.notice(notice);
  }

  begin(phase: RepairPhase, total?: number): void {
    [this.#phase, this.#done, this.#total, this.#bytesRead] = [phase, 0, total, 0];
  }

  step(): void {
    this.#done += 1;
  }

  read(bytes: number): void {
    this.#bytesRead += bytes;
  }

  progress(): RepairProgress {
    return {
      ...({ type: "progress", phase: this.#phase } as const),
      secondsElapsed: (this.#clock.now() - this.#startedAt) / 1000,
      ...{ done: this.#done, bytesRead: this.#bytesRead },
      ...(this.#total === undefined ? {} : { total: this.#total }),
    };
  }
}
