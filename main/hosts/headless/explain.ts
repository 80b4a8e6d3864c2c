import { AppError } from "../../../shared/errors/index.ts";
import { exitCodeOf } from "./exit-codes.ts";
import { printable } from "./terminal/text-width.ts";

const BUG_HINT = "This is a mistake in Holdfast itself. Please report it, with what -v tells.";

/**
 * What a person reads of a failure: one sentence, and what to do next. With details also code, facts and causes; a stack
 * only for a bug, and only then.
 */
export function explainToPerson(error: unknown, withDetails: boolean): string {
  if (!(error instanceof AppError)) return explainBug(error, withDetails);
  const lines = [`holdfast: ${error.message}`, `  ${error.hint}`];
  if (withDetails) lines.push(...details(error));
  return lines.map(printable).join("\n");
}

/** The same as plain data, one line of JSON. `code` is the exit code, as in restic's; `error` names the failure. */
export function explainAsData(error: unknown): Readonly<Record<string, unknown>> {
  const begin = { message_type: "exit_error", code: exitCodeOf(error), message: messageOf(error) };
  if (error instanceof AppError) {
    const { code, hint, retry, facts } = error;
    return { ...begin, error: code, hint, retry, facts };
  }
  return exitCodeOf(error) === 1 ? { ...begin, error: "bug", hint: BUG_HINT } : begin;
}

function explainBug(error: unknown, withDetails: boolean): string {
  const lines = [`holdfast: ${messageOf(error)}`, `  ${BUG_HINT}`];
  if (withDetails && error instanceof Error && error.stack !== undefined) lines.push(error.stack);
  return lines.join("\n");
}

function details(error: AppError): string[] {
  const facts = Object.entries(error.facts).map(([name, value]) => `  ${name}: ${value}`);
  return [`  code: ${error.code}`, ...facts, ...causes(error.cause)];
}

function causes(cause: unknown): string[] {
  if (!(cause instanceof Error)) return [];
  return [`  cause: ${cause.message}`, ...causes(cause.cause)];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
