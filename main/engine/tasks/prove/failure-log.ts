import type { ProveFailure } from "./model.ts";

/** So many are kept; the events have them all. */
const KEPT = 1000;

/** What did not come back, counted and told. */
export class FailureLog {
  count = 0;
  readonly kept: ProveFailure[] = [];
  readonly #tell: (failure: ProveFailure) => void;

  constructor(tell: (failure: ProveFailure) => void) {
    this.#tell = tell;
  }

  add(failure: ProveFailure): void {
    this.count += 1;
    if (this.kept.length < KEPT) this.kept.push(failure);
    this.#tell(failure);
  }
}
