/** Safe details of a failure: ids, paths, sizes. Never a secret. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/** Whether trying the same thing again can help: at once, once the world has changed, or not at all. */
export type Retry = "now" | "later" | "never";

/**
 * An expected failure: the world said no. The message tells a person what happened, the hint what to do next.
 *
 * There is one subclass per *reaction*: add one only when some caller would do something different. A bug
 * (a broken assumption) is a plain Error, a cancellation is the AbortSignal's reason; neither is an AppError.
 */
export abstract class AppError extends Error {
  /** Stable name of the failure, `room/what`; tests, logs, translations and the manual use it. */
  abstract readonly code: string;
  /** What to do next, in a sentence. */
  abstract readonly hint: string;
  /** Callers decide on this, never on the message. */
  readonly retry: Retry = "never";
  readonly facts: Facts;

  constructor(message: string, facts: Facts = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.facts = facts;
    this.name = new.target.name;
  }
}
