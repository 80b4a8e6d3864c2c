import { implement, type Router } from "@orpc/server";
import { contract } from "../../../shared/api/index.ts";
import { agentCalls } from "./calls-agent.ts";
import { diskCalls, snapshotCalls } from "./calls-files.ts";
import { planCalls } from "./calls-plans.ts";
import { proofCalls } from "./calls-proof.ts";
import { searchCalls } from "./calls-search.ts";
import { targetCalls } from "./calls-targets.ts";
import type { StagedAgent } from "./staged-agent.ts";

/** Answers the whole contract from a stage. */
export function stagedRouter(agent: StagedAgent): Router<typeof contract, Record<never, never>> {
  return implement(contract).router({
    ...agentCalls(agent),
    ...planCalls(agent),
    ...searchCalls(agent),
    ...targetCalls(agent),
    ...snapshotCalls(agent),
    ...diskCalls(agent),
    ...proofCalls(agent),
  });
}
