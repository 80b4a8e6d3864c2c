import { randomBytes } from "node:crypto";
import { ORPCError, os, ValidationError } from "@orpc/server";
import { REFUSED } from "../../shared/api/index.ts";
import { AppError, errorToWire, type WireError } from "../../shared/errors/index.ts";
import { isStream, withErrors } from "../../shared/streams/index.ts";

/** Where mistakes of the program are written down. */
export interface BugLog {
  error(facts: object, text: string): void;
}

/**
 * Gives every failure of a call the shape in which it may leave the process: an expected one as REFUSED with its data,
 * input that does not fit as BAD_REQUEST, and a mistake of the program as INTERNAL_SERVER_ERROR with a number under
 * which the log has the rest. All three carry data of the same shape: code, message, hint. A cancellation stays as it is.
 */
export function failuresInWords(log: BugLog) {
  return os.middleware(async ({ next, path, signal }) => {
    const inWords = (error: unknown): unknown => toAnswer(error, path, signal, log);
    try {
      const result = await next();
      return isStream(result.output) ? { ...result, output: withErrors(result.output, inWords) } : result;
    } catch (error) {
      throw inWords(error);
    }
  });
}

function toAnswer(error: unknown, path: readonly string[], signal: AbortSignal | undefined, log: BugLog): unknown {
  if (error instanceof AppError) {
    const data = errorToWire(error);
    return new ORPCError(REFUSED, { status: 422, message: data.message, data, cause: error });
  }
  if (isCancellation(error, signal)) return error;
  if (error instanceof ORPCError && error.status < 500) return misfit(error, path);
  return bug(error, path, log);
}

function isCancellation(error: unknown, signal: AbortSignal | undefined): boolean {
  if (signal?.aborted === true && error === signal.reason) return true;
  return error instanceof Error && error.name === "AbortError";
}

/** The issues name fields and what is wrong with them, never the values: one may be a passphrase. */
function misfit(error: ORPCError<string, unknown>, path: readonly string[]): ORPCError<string, unknown> {
  if (!(error.cause instanceof ValidationError)) return error;
  const issues = error.cause.issues.map(({ path: at = [], message }) => {
    const field = at.map((part) => String(typeof part === "object" ? part.key : part)).join(".");
    return field === "" ? message : `${field}: ${message}`;
  });
  const message = `What “${path.join(".")}” was given does not fit: ${issues.join("; ")}.`;
  const hint = "Check what was sent against the description at /api/docs.";
  const data: WireError = { code: "api/misfit", message, hint, retry: "never", facts: { call: path.join(".") } };
  return new ORPCError("BAD_REQUEST", { message, data });
}

function bug(error: unknown, path: readonly string[], log: BugLog): ORPCError<string, unknown> {
  const id = randomBytes(4).toString("hex");
  const call = path.join(".");
  log.error({ id, call, err: error, issues: outputIssues(error) }, "a mistake of the program in a call");
  const message = "Something went wrong inside Holdfast.";
  const hint = `This is a mistake in Holdfast itself. The log has the details under ${id}.`;
  const data: WireError = { code: "api/bug", message, hint, retry: "never", facts: { id, call } };
  return new ORPCError("INTERNAL_SERVER_ERROR", { message, data });
}

/** What an answer lacked that the contract promises, without the answer itself. */
function outputIssues(error: unknown): readonly string[] | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof ValidationError ? cause.issues.map(({ message, path }) => `${path}: ${message}`) : undefined;
}
