import { AppError } from "../../../shared/errors/index.ts";
import type { RunId } from "../../../shared/model/index.ts";

/** There is no such run in the history (any more). */
export class RunUnknown extends AppError {
  readonly code = "agent/run-unknown";
  readonly hint = "The history keeps the newest runs only. Go back to the list of runs.";

  constructor(runId: RunId) {
    super("This run is not in the history.", { runId });
  }
}

/** A run was to be started while the agent ends. */
export class AgentEnding extends AppError {
  readonly code = "agent/ending";
  readonly hint = "Start it again once the agent is back.";
  override readonly retry = "later";

  constructor() {
    super("The agent is about to end and starts nothing new.");
  }
}
