import { AppError, type Facts, type Retry } from "./app-error.ts";

/** An AppError as plain data: what is left of it on the other side of a thread, a process or a network. */
export interface WireError {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly retry: Retry;
  readonly facts: Facts;
}

/** An AppError that came over a wire. Its class is gone, its code is what callers ask for. */
export class RevivedError extends AppError {
  readonly code: string;
  readonly hint: string;
  override readonly retry: Retry;

  constructor(wire: WireError) {
    super(wire.message, wire.facts);
    this.code = wire.code;
    this.hint = wire.hint;
    this.retry = wire.retry;
  }
}

export function errorToWire(error: AppError): WireError {
  const { code, message, hint, retry, facts } = error;
  return { code, message, hint, retry, facts };
}

/** Whether a failure is the expected one named by `code`, wherever it was thrown. */
export function hasCode(error: unknown, code: string): error is AppError {
  return error instanceof AppError && error.code === code;
}
