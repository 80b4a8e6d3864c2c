import { ORPCError } from "@orpc/client";
import { AppError, RevivedError } from "../../shared/errors/index.ts";
import { Refusal } from "../../shared/model/index.ts";

/** Nobody answers at the agent's address. */
export class AgentUnreachable extends AppError {
  readonly code = "client/agent-unreachable";
  readonly hint = "It is tried again by itself. If it does not come back, start Holdfast again.";
  override readonly retry = "later";
  constructor(cause: unknown) {
    super("The Holdfast agent does not answer.", {}, cause);
  }
}

/** The agent does not know this window (any more): a new link is needed. */
export class SignedOut extends AppError {
  readonly code = "client/signed-out";
  readonly hint = "Start Holdfast again, or run “holdfast open”, to get a new link.";
  constructor(cause: unknown) {
    super("This window is no longer connected to the Holdfast agent.", {}, cause);
  }
}

/**
 * What a failed call means: a refusal of the agent with its code, message and hint; no answer; no permission. A
 * cancellation and anything else (a bug) come back as they are.
 */
export function reviveError(error: unknown): unknown {
  if (error instanceof ORPCError) {
    const refusal = Refusal.safeParse(error.data);
    if (refusal.success) return new RevivedError(refusal.data);
    return error.status === 401 ? new SignedOut(error) : error;
  }
  // What fetch throws when nobody answers, in every browser.
  return error instanceof TypeError ? new AgentUnreachable(error) : error;
}
