import type { Context } from "../command.ts";

/** What every reading task of the engine is told. */
export interface ReadingOptions {
  readonly signal: AbortSignal;
  readonly noLock: boolean;
  readonly retryLockMs?: number;
}

/** A reader ends when the user wants it to, and when nobody takes its output any more. */
export function readingOptions({ options, signal, output }: Context): ReadingOptions {
  const { lock, retryLock } = options;
  const waiting = retryLock === undefined ? {} : { retryLockMs: retryLock };
  return { signal: AbortSignal.any([signal, output.closed]), noLock: lock === false, ...waiting };
}
