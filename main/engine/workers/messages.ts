import type { MessagePort } from "node:worker_threads";
import { AppError, errorToWire, RevivedError, type WireError } from "../../../shared/errors/index.ts";
import type { ProgressMemory } from "./progress-board.ts";

/** The kinds of job a pool can run: what each takes and gives. */
export type JobTable = Record<string, { input: unknown; output: unknown }>;

/** What a thread is handed when it starts. `setup` is the job table's own. */
export interface ThreadStart {
  readonly slot: number;
  readonly setup: unknown;
  readonly progress: ProgressMemory;
  readonly flow: SharedArrayBuffer;
  /** Buffers that the caller has done with come back here. */
  readonly spareBuffers: MessagePort;
}

export interface JobMessage {
  readonly job: number;
  /** Of the flow, when the job was given. */
  readonly generation: number;
  readonly kind: string;
  readonly input: unknown;
}

/** Asks a thread to end after the job it is at; jobs behind it are not begun. */
export const END = "end";

export type ThreadOrder = JobMessage | typeof END;

export type ThreadMessage =
  | { readonly type: "done"; readonly job: number; readonly output: unknown }
  | { readonly type: "failed"; readonly job: number; readonly failure: JobFailure }
  | { readonly type: "event"; readonly name: string; readonly payload: unknown };

/** A failure as it crosses the thread: expected ones as values, bugs with their stack. */
export type JobFailure =
  | { readonly family: "expected"; readonly error: WireError }
  | { readonly family: "stopped" }
  | { readonly family: "bug"; readonly message: string; readonly stack: string };

export function failureFrom(error: unknown): JobFailure {
  if (error instanceof AppError) return { family: "expected", error: errorToWire(error) };
  if (error instanceof DOMException && error.name === "AbortError") return { family: "stopped" };
  const bug = error instanceof Error ? error : new Error(String(error));
  return { family: "bug", message: bug.message, stack: bug.stack ?? "" };
}

export function errorFrom(failure: JobFailure): Error {
  switch (failure.family) {
    case "expected":
      return new RevivedError(failure.error);
    case "stopped":
      return new DOMException("The operation was stopped.", "AbortError");
    case "bug": {
      const error = new Error(failure.message);
      error.stack = failure.stack;
      return error;
    }
  }
}
