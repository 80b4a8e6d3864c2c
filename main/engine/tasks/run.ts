/**
 * A task under way: a stream of plain values while it runs, and its result.
 *
 * The stream ends with the task and never throws; what went wrong is told once, by `result`. Nobody has to read the
 * stream: values that nobody waits for are kept only as far as `RunEvents` says.
 */
export interface Run<Event, Result> extends AsyncIterable<Event> {
  readonly result: Promise<Result>;
}

/** How often a task tells its progress, in milliseconds. */
const PROGRESS_INTERVAL_MS = 200;
/** Notices kept for a reader that does not come; the result has the full count. */
const NOTICES_KEPT = 10_000;

/** What a task tells while it runs. */
export interface RunEvents<Notice> {
  /** Tells something that must not be missed, such as a file that could not be read. */
  notice(notice: Notice): void;
}

/**
 * Starts a task.
 *
 * @param sample the task's progress at this moment; asked for a few times a second while somebody reads the stream
 */
export function startRun<Progress, Notice, Result>(
  work: (events: RunEvents<Notice>) => Promise<Result>,
  sample: () => Progress,
): Run<Progress | Notice, Result> {
  const notices: Notice[] = [];
  const waker = new Waker();
  const notice = (value: Notice): void => {
    if (notices.length < NOTICES_KEPT) notices.push(value);
    waker.wake();
  };
  let isDone = false;
  const result = work({ notice }).finally(() => {
    isDone = true;
    waker.wake();
  });
  // The caller may look at the stream first and at the result later.
  result.catch(() => {});
  async function* stream(): AsyncGenerator<Progress | Notice> {
    while (!isDone) {
      yield sample();
      await waker.wait(PROGRESS_INTERVAL_MS);
      yield* notices.splice(0);
    }
    yield sample();
    yield* notices.splice(0);
  }
  return { result, [Symbol.asyncIterator]: stream };
}

/** Lets one reader sleep until something happens or a time is over. */
class Waker {
  #wake: (() => void) | undefined;
  #isAwake = false;

  wake(): void {
    this.#isAwake = true;
    this.#wake?.();
  }

  async wait(milliseconds: number): Promise<void> {
    if (!this.#isAwake) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = undefined;
    this.#isAwake = false;
  }
}
