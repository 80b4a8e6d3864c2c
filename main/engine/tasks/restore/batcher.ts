/** Jobs of one kind that run at the same time. */
const AT_ONCE = 2;

interface Waiting<Item, Outcome> {
  readonly item: Item;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers small pieces of work into jobs, as a message to a thread costs more than most of them. */
export class Batcher<Item, Outcome> {
  readonly #run: (items: readonly Item[]) => Promise<readonly Outcome[]>;
  readonly #most: number;
  #waiting: Waiting<Item, Outcome>[] = [];
  #running = 0;
  #isDue = false;

  /** @param run does several at once and answers in their order. @param most items of one job */
  constructor(run: (items: readonly Item[]) => Promise<readonly Outcome[]>, most: number) {
    this.#run = run;
    this.#most = most;
  }

  do(item: Item): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#flushSoon();
    });
  }

  #flushSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    // After all that the present event brings.
    queueMicrotask(() => {
      this.#isDue = false;
      while (this.#running < AT_ONCE && this.#waiting.length > 0) void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    const taken = this.#waiting.splice(0, this.#most);
    this.#running += 1;
    try {
      const outcomes = await this.#run(taken.map(({ item }) => item));
      // One for each item.
      for (const [at, { resolve }] of taken.entries()) resolve(outcomes[at] as Outcome);
    } catch (error) {
      for (const { reject } of taken) reject(error);
    } finally {
      this.#running -= 1;
      this.#flushSoon();
    }
  }
}
