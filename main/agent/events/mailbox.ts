import type { LiveEvent, Topic } from "../../../shared/api/index.ts";
import type { Run, RunId } from "../../../shared/model/index.ts";
import type { Clock } from "../clock/index.ts";

/** Runs kept for a listener that does not come. Beyond that a new `hello` is both shorter and newer. */
const RUNS_KEPT = 256;

/** What one listener has not heard yet: of each run only its latest state, and never more than so much. */
export class Mailbox {
  readonly #runs = new Map<RunId, Run>();
  readonly #topics = new Set<Topic>();
  #hasLost = false;
  #isClosed = false;
  #wake: (() => void) | undefined;

  /** How much it holds, in runs and topics. */
  get size(): number {
    return this.#runs.size + this.#topics.size;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  putRun(run: Run): void {
    this.#runs.set(run.id, run);
    if (this.#runs.size > RUNS_KEPT) {
      this.#runs.clear();
      this.#hasLost = true;
    }
    this.#wake?.();
  }

  putTopics(topics: readonly Topic[]): void {
    for (const topic of topics) this.#topics.add(topic);
    this.#wake?.();
  }

  /** What is in it may still be taken. */
  close(): void {
    this.#isClosed = true;
    this.#wake?.();
  }

  /** The next thing to hear, if there is any. */
  take(hello: () => LiveEvent): LiveEvent | undefined {
    if (this.#hasLost) {
      // It has all that is going on, so what was collected since is in it; what changed is still to be asked for.
      this.#hasLost = false;
      this.#runs.clear();
      return hello();
    }
    for (const [id, run] of this.#runs) {
      this.#runs.delete(id);
      return { type: "run", run };
    }
    if (this.#topics.size === 0) return undefined;
    const topics = [...this.#topics];
    this.#topics.clear();
    return { type: "changed", topics };
  }

  /** @returns false if the time was over before anything came */
  wait(clock: Clock, ms: number): Promise<boolean> {
    if (this.size > 0 || this.#hasLost || this.#isClosed) return Promise.resolve(true);
    return new Promise((resolve) => {
      const done = (hasCome: boolean): void => {
        this.#wake = undefined;
        cancel();
        resolve(hasCome);
      };
      const cancel = clock.after(ms, () => done(false));
      this.#wake = () => done(true);
    });
  }
}
