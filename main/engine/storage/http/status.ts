import type { AppError } from "../../../../shared/errors/index.ts";
import {
  AccessDenied,
  type StorageAction,
  StorageFailed,
  StorageFull,
  StorageInterrupted,
  StorageNotAllowed,
} from "../errors.ts";
import type { WebAnswer } from "./web-client.ts";

const PASSING: Readonly<Record<number, string>> = {
  408: "the server did not wait any longer",
  425: "the server is not ready yet",
  429: "the server asks to slow down",
  500: "the server has trouble of its own",
  502: "a server on the way got no proper answer",
  503: "the server is busy",
  504: "a server on the way got no answer in time",
};
/** A server that asks for more is not believed. */
const LONGEST_WAIT_MS = 10 * 60_000;

/**
 * What a status that is no success means, where HTTP alone says it. What depends on what was asked (404, 409, 412, 416, …) callers
 * look at before; here it is a failure.
 */
export function translateStatus(
  { status, headers }: Pick<WebAnswer, "status" | "headers">,
  action: StorageAction,
  accessHint?: string,
): AppError {
  const cause = new Error(`HTTP ${status}`);
  if (status === 401) return new AccessDenied(action.location, accessHint, cause);
  if (status === 403) return new StorageNotAllowed(action, "rights", cause);
  if (status === 507) return new StorageFull(action, "quota", cause);
  const passing = PASSING[status];
  if (passing !== undefined) {
    const waitMs = waitMsOf(headers["retry-after"]);
    return new StorageInterrupted(action, `${passing} (${status})`, { cause, ...(waitMs !== undefined && { waitMs }) });
  }
  if (status >= 300 && status < 400) return new StorageFailed(action, movedWords(status, headers["location"]), cause);
  return new StorageFailed(action, `the server answers with status ${status}`, cause);
}

/** `Retry-After`: seconds, or a date. Undefined if it says nothing of use. */
export function waitMsOf(text: string | undefined, now = Date.now()): number | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const ms = /^\s*\d+\s*$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_WAIT_MS) : undefined;
}

function movedWords(status: number, location = ""): string {
  // Only the host: the rest may carry something secret.
  const host = URL.parse(location)?.origin;
  const where = host === undefined || host === "null" ? "another address" : host;
  return `the server sends on to ${where} (${status}), which is not followed: correct the address`;
}
