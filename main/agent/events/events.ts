import type { LiveEvent, Topic } from "../../../shared/api/index.ts";
import type { Run } from "../../../shared/model/index.ts";
import type { Clock } from "../clock/index.ts";
import { Mailbox } from "./mailbox.ts";

/** After so much silence a listener is told that the line is open. */
const ALIVE_MS = 15_000;

/** Tells whoever listens what happens. A listener that is slow, or never reads, costs others nothing and little memory. */
export class Events {
  readonly #clock: Clock;
  readonly #boxes = new Set<Mailbox>();
  #isClosed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A run was queued, moved on or ended. Whoever calls keeps it to a few times a second. */
  runChanged(run: Run): void {
    for (const box of this.#boxes) box.putRun(run);
  }

  /** Something of these kinds is no longer as it was. */
  changed(...topics: readonly Topic[]): void {
    for (const box of this.#boxes) box.putTopics(topics);
  }

  /**
   * What happens from now on: first `hello`, then of each run the latest state, and `alive` when nothing happens. It ends
   * with the signal and with `close`, once it has told what it still had to tell.
   */
  async *watch(hello: () => LiveEvent, signal?: AbortSignal): AsyncGenerator<LiveEvent, void, undefined> {
    const box = new Mailbox();
    const close = (): void => box.close();
    if (this.#isClosed || signal?.aborted === true) return;
    // Before the greeting, so that nothing falls between the two.
    this.#boxes.add(box);
    signal?.addEventListener("abort", close, { once: true });
    try {
      yield hello();
      for (;;) {
        const event = box.take(hello);
        if (event !== undefined) yield event;
        else if (box.isClosed) return;
        else if (!(await box.wait(this.#clock, ALIVE_MS))) yield { type: "alive" };
      }
    } finally {
      signal?.removeEventListener("abort", close);
      this.#boxes.delete(box);
    }
  }

  /** Ends all streams. */
  close(): void {
    this.#isClosed = true;
    for (const box of this.#boxes) box.close();
  }
}
