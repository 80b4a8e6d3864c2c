const STOP = 0;
const UNDER_WAY = 1;

/**
 * What the caller and the threads tell each other without messages: the wish to stop, and how many emitted events the
 * caller has not dealt with yet.
 */
export class Flow {
  readonly memory: SharedArrayBuffer;
  readonly #words: Int32Array;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(8)) {
    this.memory = memory;
    this.#words = new Int32Array(memory);
  }

  /** Asks every thread to stop at the next file or chunk. */
  stop(): void {
    Atomics.store(this.#words, STOP, 1);
    Atomics.notify(this.#words, UNDER_WAY);
  }

  /** Makes the threads usable again after a stop. */
  restart(): void {
    Atomics.store(this.#words, STOP, 0);
    Atomics.store(this.#words, UNDER_WAY, 0);
  }

  get isStopped(): boolean {
    return Atomics.load(this.#words, STOP) === 1;
  }

  /** Throws the AbortError that ends a job when the caller asked for a stop. */
  checkpoint(): void {
    if (this.isStopped) throw new DOMException("The operation was stopped.", "AbortError");
  }

  /** For threads: enters one event, after sleeping while `limit` of them are under way. */
  enter(limit: number): void {
    for (;;) {
      this.checkpoint();
      const now = Atomics.load(this.#words, UNDER_WAY);
      if (now >= limit) Atomics.wait(this.#words, UNDER_WAY, now, 1000);
      else if (Atomics.compareExchange(this.#words, UNDER_WAY, now, now + 1) === now) return;
    }
  }

  /** For the caller: one event is dealt with. */
  leave(): void {
    Atomics.sub(this.#words, UNDER_WAY, 1);
    Atomics.notify(this.#words, UNDER_WAY, 1);
  }
}
