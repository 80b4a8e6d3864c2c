/**
 * Tells when events may have been lost. inotify drops what does not fit its queue, and libuv says nothing of it. But it reads the
 * queue until it is empty before anything else happens: if one was lost, a full queue was read in one go. A go of fewer
 * events has lost none.
 */
export class Burst {
  readonly #safe: number;
  readonly #lost: () => void;
  #count = 0;

  /** @param queue events that fit the system's queue. Half of it is for those that reach nobody: of watches just closed */
  constructor(queue: number, lost: () => void) {
    this.#safe = queue / 2;
    this.#lost = lost;
  }

  /** For each event, and for each watch closed: that puts an event into the queue, too. */
  add(): void {
    if (this.#count++ === 0) setImmediate(() => this.#end());
  }

  #end(): void {
    const isSafe = this.#count < this.#safe;
    this.#count = 0;
    if (!isSafe) this.#lost();
  }
}
