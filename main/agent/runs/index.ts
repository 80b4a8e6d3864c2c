export { endingOf, RunStopped } from "./ending.ts";
export type { EarlyContext, RunContext, RunEnd, RunJob } from "./job.ts";
export { Runs } from "./runs.ts";
