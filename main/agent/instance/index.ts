/** One agent for each profile, and the way to it. */
export { type AgentAddress, findAgent } from "./address.ts";
export { AgentAlreadyRunning } from "./errors.ts";
export { claimInstance, type Instance } from "./instance.ts";
