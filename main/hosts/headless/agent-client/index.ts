export { type AgentAtHand, runningAgent, withAgent } from "./agent-client.ts";
export type { AgentClient } from "./calls.ts";
export { AgentNotRunning, reviving } from "./failures.ts";
export { askForLink, httpClient, stopRunning } from "./http-client.ts";
