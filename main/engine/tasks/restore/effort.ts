/**
 * What is under way for one run. The first failure ends it: all else is told to stop, and is waited for, so that
 * nothing touches the disk any more when the run has ended.
 */
export class Effort {
  /** Aborts when the caller wants to stop, and after the first failure. */
  readonly signal: AbortSignal;
  readonly #failed = new AbortController();
  readonly #stop: () => void;
  readonly #underWay = new Set<Promise<unknown>>();
  #failure: { readonly error: unknown } | undefined;

  /** @param stop tells the threads to stop */
  constructor(outer: AbortSignal, stop: () => void) {
    this.#stop = stop;
    this.signal = AbortSignal.any([outer, this.#failed.signal]);
    outer.addEventListener("abort", () => this.fail(outer.reason), { once: true, signal: this.#failed.signal });
    if (outer.aborted) this.fail(outer.reason);
  }

  /** Makes something part of the run: the run does not end before it, and fails with it. */
  track(work: Promise<unknown>): void {
    const tracked = work.catch((error: unknown) => this.fail(error)).finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }

  /** What follows the first failure is only its consequence. */
  fail(error: unknown): void {
    if (this.#failure !== undefined) return;
    this.#failure = { error };
    this.#stop();
    this.#failed.abort(error);
  }

  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /** Waits for all that is under way. @throws what went wrong first */
  async finished(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
