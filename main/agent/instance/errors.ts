import { AppError } from "../../../shared/errors/index.ts";
import type { AgentAddress } from "./address.ts";

/** There is an agent for this profile already: ask that one. */
export class AgentAlreadyRunning extends AppError {
  readonly code = "agent/already-running";
  readonly hint = "Use the Holdfast that is running, or end it first.";
  override readonly retry = "later";

  constructor(folder: string, address: AgentAddress | undefined) {
    const known = address === undefined ? {} : { pid: address.pid, origin: address.origin };
    super("Holdfast is running already.", { folder, ...known });
  }
}
