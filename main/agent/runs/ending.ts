import { AppError, errorToWire } from "../../../shared/errors/index.ts";
import type { Refusal, RunOutcome } from "../../../shared/model/index.ts";

/** Who wanted a run to stop: the user, or the agent because it ends. */
export type StopWish = "cancel" | "stop";

/** How the work of a run was over. */
export type WorkOver =
  | { readonly type: "done"; readonly problems: number }
  | { readonly type: "thrown"; readonly error: unknown; readonly wish?: StopWish | undefined };

export interface Ending {
  readonly outcome: RunOutcome;
  readonly error?: Refusal;
  /** A broken assumption of ours: it belongs into the log in full. */
  readonly isBug: boolean;
}

/** What the signal of a run aborts with. */
export class RunStopped extends Error {
  override readonly name = "AbortError";
  readonly wish: StopWish;

  constructor(wish: StopWish) {
    super(wish === "cancel" ? "the user stopped the run" : "the agent ends");
    this.wish = wish;
  }
}

const BUG: Refusal = {
  code: "agent/bug",
  message: "Something went wrong inside Holdfast.",
  hint: "The agent's log has the details. Please report them; what was stored before is not touched by this.",
  retry: "now",
  facts: {},
};

/**
 * How a run ended. Work that came to its end has, also if it was asked to stop too late. After a wish to stop, what is
 * refused on the way out is part of the stop; a bug stays a bug.
 */
export function endingOf(over: WorkOver): Ending {
  if (over.type === "done") return { outcome: over.problems > 0 ? "warnings" : "completed", isBug: false };
  const { error, wish } = over;
  const isRefusal = error instanceof AppError;
  if (wish !== undefined && (isRefusal || isAbort(error))) {
    return { outcome: wish === "cancel" ? "cancelled" : "interrupted", isBug: false };
  }
  if (isRefusal) return { outcome: "failed", error: errorToWire(error), isBug: false };
  return { outcome: "failed", error: BUG, isBug: true };
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
