const OVER = 0;
const UNDER_WAY = 1;

/**
 * What the caller and the threads tell each other without messages: the wish to stop, and how many emitted events the
 * caller has not dealt with yet.
 *
 * Jobs belong to generations, numbered from 1. A stop ends the present one for good: a thread that was too busy to see
 * the stop still finds its own generation over when the caller has long begun the next.
 */
export class Flow {
  readonly memory: SharedArrayBuffer;
  readonly #words: Int32Array;
  #generation = 1;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(8)) {
    this.memory = memory;
    this.#words = new Int32Array(memory);
  }

  /** For the caller: what jobs given now belong to. */
  get generation(): number {
    return this.#generation;
  }

  /** For threads: what the job that begins now belongs to. */
  follow(generation: number): void {
    this.#generation = generation;
  }

  /** Asks every thread to stop at the next file or chunk. */
  stop(): void {
    this.#end(this.#generation);
  }

  /** Jobs given from now on are not stopped; those that were stay so. */
  restart(): void {
    if (this.isStopped) this.#generation += 1;
  }

  /**
   * Restarts, until the signal aborts. One that has aborted before stops at once.
   *
   * @returns lets go of the signal
   */
  begin(signal: AbortSignal): () => void {
    this.restart();
    const generation = this.#generation;
    const end = (): void => this.#end(generation);
    if (signal.aborted) end();
    signal.addEventListener("abort", end, { once: true });
    return () => signal.removeEventListener("abort", end);
  }

  get isStopped(): boolean {
    return Atomics.load(this.#words, OVER) >= this.#generation;
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

  #end(generation: number): void {
    // Only the caller writes here, and a generation that is over takes none with it that came later.
    Atomics.store(this.#words, OVER, Math.max(generation, Atomics.load(this.#words, OVER)));
    Atomics.notify(this.#words, UNDER_WAY);
  }
}
