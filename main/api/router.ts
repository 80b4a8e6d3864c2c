import { agentRouter } from "./agent.ts";
import type { AnsweringAgent } from "./answering-agent.ts";
import { diskRouter } from "./disk.ts";
import { type BugLog, failuresInWords } from "./failures.ts";
import { os } from "./implementer.ts";
import { plansRouter } from "./plans.ts";
import { preferencesRouter } from "./preferences.ts";
import { proofRouter } from "./proof.ts";
import { restoresRouter } from "./restores.ts";
import { runsRouter } from "./runs.ts";
import { searchRouter } from "./search.ts";
import { snapshotsRouter } from "./snapshots.ts";
import { targetsRouter } from "./targets.ts";

/** The oRPC router that answers the contract by asking the agent; the same one for every transport. */
export type Router = ReturnType<typeof createRouter>;

/** @param log gets what is a mistake of the program, in full */
export function createRouter(agent: AnsweringAgent, log: BugLog) {
  return os.use(failuresInWords(log)).router({
    agent: agentRouter(agent),
    plans: plansRouter(agent),
    targets: targetsRouter(agent),
    runs: runsRouter(agent),
    snapshots: snapshotsRouter(agent),
    restores: restoresRouter(agent),
    proof: proofRouter(agent),
    search: searchRouter(agent),
    disk: diskRouter(agent),
    preferences: preferencesRouter(agent),
  });
}
