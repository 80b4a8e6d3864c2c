/** For how long work may go on before everybody else has a turn. */
const SLICE_MS = 8;

/** Work in slices: the process serves others between them. */
export class Turns {
  #since = performance.now();

  /** Call often; returns at once, unless it has been long since others had their turn. */
  async next(): Promise<void> {
    if (performance.now() - this.#since < SLICE_MS) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#since = performance.now();
  }
}
