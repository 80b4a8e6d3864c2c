import type { ReadOptions, TaskOptions } from "../../../engine/index.ts";
import type { Context } from "../command.ts";

/** What every task of the engine is told. */
export function taskOptions({
  options: { retryLock },
  signal,
}: Context): TaskOptions & { readonly signal: AbortSignal } {
  return { signal, ...(retryLock === undefined ? {} : { retryLockMs: retryLock }) };
}

/** The same for one that reads: it ends when the user wants it to, and when nobody takes its output any more. */
export function readingOptions(context: Context): ReadOptions & { readonly signal: AbortSignal } {
  const { options, signal, output } = context;
  return {
    ...taskOptions(context),
    ...{ signal: AbortSignal.any([signal, output.closed]), noLock: options.lock === false },
  };
}
