/** The only room that knows how the agent is reached. */
export { api, client, hasServer } from "./client.ts";
export { reconnectNow, startLive, useActiveRuns, useLive, useLiveRun } from "./live.ts";
export { queryClient } from "./queries.ts";
