/** The agent: plans, targets, runs and their history, on top of the engine. A host opens one and hands it to `main/api`. */
export { Agent, openAgent } from "./agent.ts";
export type { AgentStay } from "./stay.ts";
export type { Surroundings } from "./surroundings/index.ts";
