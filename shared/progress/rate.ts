interface Sample {
  readonly seconds: number;
  readonly bytes: number;
}

/** Too short a time to tell a rate from. */
const LEAST_SECONDS = 0.5;

/** Bytes a second over the last while, so that it follows what happens now and still can be read. */
export class Rate {
  readonly #windowSeconds: number;
  readonly #samples: Sample[] = [];

  /** @param windowSeconds long enough to stand still, short enough to follow */
  constructor(windowSeconds: number) {
    this.#windowSeconds = windowSeconds;
  }

  /** Takes note of how much is done in all. Calls come in the order of their seconds. */
  add(seconds: number, done: number): void {
    this.#samples.push({ seconds, bytes: done });
    while (this.#samples.length > 2 && seconds - (this.#samples[1]?.seconds ?? 0) >= this.#windowSeconds)
      this.#samples.shift();
  }

  /** Undefined until there is something to tell. */
  get bytesPerSecond(): number | undefined {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || last.seconds - first.seconds < LEAST_SECONDS) return undefined;
    return (last.bytes - first.bytes) / (last.seconds - first.seconds);
  }
}
