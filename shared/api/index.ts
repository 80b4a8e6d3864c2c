import { agentContract } from "./agent.ts";
import { diskContract } from "./disk.ts";
import { plansContract } from "./plans.ts";
import { preferencesContract } from "./preferences.ts";
import { proofContract } from "./proof.ts";
import { restoresContract } from "./restores.ts";
import { runsContract } from "./runs.ts";
import { searchContract } from "./search.ts";
import { snapshotsContract } from "./snapshots.ts";
import { targetsContract } from "./targets.ts";

/**
 * The one contract between the agent and everything that talks to it: windows, the command line, scripts. `main/api`
 * answers it; transports are brought by the hosts.
 */
export const contract = {
  agent: agentContract,
  plans: plansContract,
  targets: targetsContract,
  runs: runsContract,
  snapshots: snapshotsContract,
  restores: restoresContract,
  search: searchContract,
  proof: proofContract,
  disk: diskContract,
  preferences: preferencesContract,
};
export type Contract = typeof contract;

export { LiveEvent, Topic } from "./agent.ts";
export { REFUSED } from "./call.ts";
