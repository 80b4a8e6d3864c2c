/** Lets changes be made one after the other, in the order in which they were asked for. */
export class OneByOne {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(change: () => Promise<T>): Promise<T> {
    const next = this.#last.then(change);
    this.#last = next.catch(() => {});
    return next;
  }

  /** When all that was asked for by now is done. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
