import { AppError, errorToWire, RevivedError, type WireError } from "../../../shared/errors/index.ts";
import type { NameIndex } from "./name-index.ts";

/** What the thread does for its caller: the index's methods. */
export type IndexCall = Exclude<keyof NameIndex, "close">;

/** To the thread. */
export type IndexOrder =
  | { readonly type: "call"; readonly id: number; readonly call: IndexCall; readonly given: readonly unknown[] }
  | { readonly type: "close" };

/** From the thread, one for each call. */
export type IndexAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: CallFailure };

/** An expected failure as a value, a bug with its stack. */
export type CallFailure = { readonly error: WireError } | { readonly message: string; readonly stack: string };

export function failureFrom(error: unknown): CallFailure {
  if (error instanceof AppError) return { error: errorToWire(error) };
  const bug = error instanceof Error ? error : new Error(String(error));
  return { message: bug.message, stack: bug.stack ?? "" };
}

export function errorFrom(failure: CallFailure): Error {
  if ("error" in failure) return new RevivedError(failure.error);
  const bug = new Error(failure.message);
  bug.stack = failure.stack;
  return bug;
}
