export { type AgentAtHand, type AgentClient, runningAgent, withAgent } from "./agent-client.ts";
export { AgentNotRunning, AgentUnreachable } from "./failures.ts";
export { askForLink, stopRunning } from "./http-client.ts";
