export { AgentEnding, RunUnknown } from "./errors.ts";
export type { RunContext, RunEnd, RunJob } from "./job.ts";
export { Runs, type RunsOptions, type RunsQuery } from "./runs.ts";
