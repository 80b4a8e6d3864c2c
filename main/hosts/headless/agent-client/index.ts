export { type AgentAtHand, runningAgent, withAgent } from "./agent-client.ts";
export type { AgentClient } from "./calls.ts";
export { AgentNotRunning } from "./failures.ts";
export { askForLink, stopRunning } from "./http-client.ts";
