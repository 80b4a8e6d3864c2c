export { Flow } from "./flow.ts";
export { type PoolOptions, WorkerPool } from "./pool.ts";
export { ProgressBoard } from "./progress-board.ts";
export { type JobHandlers, serveJobs, type ThreadContext } from "./serve.ts";
