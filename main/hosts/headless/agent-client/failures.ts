import { ORPCError } from "@orpc/client";
import { AppError, RevivedError, type WireError } from "../../../../shared/errors/index.ts";
import { isStream, withErrors } from "../../../../shared/streams/index.ts";

/** There is an agent's address, and nobody there who knows us. */
export class AgentUnreachable extends AppError {
  readonly code = "cli/agent-unreachable";
  readonly hint = "Try again. If it stays like this, end the process and start “holdfast serve” anew.";
  override readonly retry = "later";

  constructor(origin: string, cause: unknown) {
    super("The running Holdfast does not answer.", { origin }, cause);
  }
}

/** Another command is the agent for as long as it works, and others cannot join in. */
export class AgentBusy extends AppError {
  readonly code = "cli/agent-busy";
  readonly hint = "Wait until it is done. While “holdfast serve” runs, any number of commands work side by side.";
  override readonly retry = "later";

  constructor(cause: unknown) {
    super("Another Holdfast command is at work on your plans.", {}, cause);
  }
}

/** A command that is about a running agent, and there is none. */
export class AgentNotRunning extends AppError {
  readonly code = "cli/agent-not-running";
  readonly hint = "“holdfast serve” starts it.";

  constructor() {
    super("Holdfast is not running.");
  }
}

interface Call {
  next(): PromiseLike<unknown>;
}

/** An interceptor of oRPC's clients: what the agent refused is thrown as the AppError that it was, in streams, too. */
export function reviving(origin: string) {
  return async ({ next }: Call): Promise<unknown> => {
    try {
      const output = await next();
      return isStream(output) ? withErrors(output, (error) => revived(error, origin)) : output;
    } catch (error) {
      throw revived(error, origin);
    }
  };
}

function revived(error: unknown, origin: string): unknown {
  if (error instanceof ORPCError) {
    if (isWireError(error.data)) return new RevivedError(error.data);
    return error.status === 401 || error.status === 403 ? new AgentUnreachable(origin, error) : error;
  }
  // What `fetch` throws when nobody listens, or the connection breaks.
  return error instanceof TypeError ? new AgentUnreachable(origin, error) : error;
}

function isWireError(data: unknown): data is WireError {
  return typeof data === "object" && data !== null && "code" in data && "hint" in data && "facts" in data;
}
