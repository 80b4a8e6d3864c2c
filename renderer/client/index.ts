/** The only room that knows how the agent is reached. */
export { api, client } from "./client.ts";
export { AgentUnreachable, isCode, SignedOut } from "./errors.ts";
export { reconnectNow, startLive, useActiveRuns, useLive, useLiveRun } from "./live.ts";
export type { LiveState } from "./live-line.ts";
export { queryClient } from "./queries.ts";
