import { AppError } from "../../../shared/errors/index.ts";

/** The agent's process is gone, or never told where it is. */
export class AgentEnded extends AppError {
  readonly code = "desktop/agent-ended";
  readonly hint = "Start Holdfast again. “holdfast serve” in a terminal shows what is in the way.";

  constructor(exitCode: number) {
    super("The backup agent did not start.", { exitCode });
  }
}
