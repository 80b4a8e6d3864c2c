/** So long the thread works without looking for events: some thousands come in that time, and 16,384 can wait. */
const SLICE_MS = 10;

/** Does long work in slices, one after the other, so that events are read in between. Each `yield` is a place to stop. */
export class Slices {
  readonly #jobs: Generator<void>[] = [];
  #soon: (() => Generator<void>)[] = [];
  #isScheduled = false;
  #waiting: (() => void)[] = [];

  get isIdle(): boolean {
    return this.#jobs.length === 0 && this.#soon.length === 0;
  }

  add(job: Generator<void>): void {
    this.#jobs.push(job);
    this.#schedule();
  }

  /** Before all jobs, made when its turn comes. */
  soon(make: () => Generator<void>): void {
    this.#soon.push(make);
    this.#schedule();
  }

  /** At once, in slices as well, and for no longer than this. */
  async now(job: Generator<void>, milliseconds: number): Promise<void> {
    const end = performance.now() + milliseconds;
    while (!work(job) && performance.now() < end) await new Promise((resolve) => setImmediate(resolve));
  }

  idle(): Promise<void> {
    return this.isIdle ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#turn());
  }

  #turn(): void {
    this.#isScheduled = false;
    this.#jobs.unshift(...this.#soon.splice(0).map((make) => make()));
    const job = this.#jobs[0];
    if (job !== undefined && work(job)) this.#jobs.splice(this.#jobs.indexOf(job), 1);
    if (!this.isIdle) this.#schedule();
    else for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** @returns whether the job is done */
function work(job: Generator<void>): boolean {
  for (const end = performance.now() + SLICE_MS; performance.now() < end; ) if (job.next().done === true) return true;
  return false;
}
