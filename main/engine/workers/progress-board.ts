/** Bytes kept for the name of the file that a thread is working on. */
const TEXT_BYTES = 1024;

/** The shared memory of a board; plain data that goes to the threads. */
export interface ProgressMemory {
  readonly names: readonly string[];
  readonly counters: SharedArrayBuffer;
  readonly texts: SharedArrayBuffer;
}

/**
 * Counters and one line of text per thread, in shared memory. Each thread writes only its own slot and the reader adds
 * them up, so counting a file costs an addition and no message.
 */
export class ProgressBoard<Name extends string> {
  readonly memory: ProgressMemory;
  readonly #names: readonly Name[];
  readonly #counters: Float64Array;
  readonly #texts: Uint8Array;
  readonly #sequence: Int32Array;
  readonly #slot: number;

  private constructor(memory: ProgressMemory, slot: number) {
    this.memory = memory;
    // The memory was made by `create` with these names.
    this.#names = memory.names as readonly Name[];
    this.#counters = new Float64Array(memory.counters);
    this.#texts = new Uint8Array(memory.texts);
    this.#sequence = new Int32Array(memory.texts);
    this.#slot = slot;
  }

  static create<Name extends string>(names: readonly Name[], threads: number): ProgressBoard<Name> {
    const counters = new SharedArrayBuffer(8 * names.length * (threads + 1));
    const texts = new SharedArrayBuffer(TEXT_BYTES * (threads + 1));
    return new ProgressBoard<Name>({ names, counters, texts }, threads);
  }

  /** The board as one thread writes it. */
  static attach<Name extends string>(memory: ProgressMemory, slot: number): ProgressBoard<Name> {
    return new ProgressBoard<Name>(memory, slot);
  }

  add(name: Name, amount: number): void {
    const at = this.#slot * this.#names.length + this.#names.indexOf(name);
    this.#counters[at] = (this.#counters[at] ?? 0) + amount;
  }

  /** Shows what this thread is working on. Longer texts are cut at the front, where paths differ least. */
  show(text: Uint8Array): void {
    const start = this.#slot * TEXT_BYTES;
    const shown = text.subarray(Math.max(0, text.length - (TEXT_BYTES - 8)));
    Atomics.add(this.#sequence, start / 4, 1);
    this.#sequence[start / 4 + 1] = shown.length;
    this.#texts.set(shown, start + 8);
    Atomics.add(this.#sequence, start / 4, 1);
  }

  /** The sums over all threads. */
  totals(): Record<Name, number> {
    const width = this.#names.length;
    const sum = (column: number): number => {
      let total = 0;
      for (let at = column; at < this.#counters.length; at += width) total += this.#counters[at] ?? 0;
      return total;
    };
    // One entry for each name of the board.
    return Object.fromEntries(this.#names.map((name, column) => [name, sum(column)])) as Record<Name, number>;
  }

  /** What each thread is working on; a thread that is just writing its line is left out. */
  shown(): Buffer[] {
    const lines: Buffer[] = [];
    for (let start = 0; start < this.#texts.length; start += TEXT_BYTES) {
      const before = Atomics.load(this.#sequence, start / 4);
      const length = this.#sequence[start / 4 + 1] ?? 0;
      const line = Buffer.from(this.#texts.slice(start + 8, start + 8 + length));
      const settled = before % 2 === 0 && Atomics.load(this.#sequence, start / 4) === before;
      if (settled && length > 0) lines.push(line);
    }
    return lines;
  }

  reset(): void {
    this.#counters.fill(0);
    for (let start = 0; start < this.#texts.length; start += TEXT_BYTES) this.#sequence[start / 4 + 1] = 0;
  }
}
