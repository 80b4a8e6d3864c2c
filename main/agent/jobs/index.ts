export { filterSpec } from "./backup-filter.ts";
export { backupJob } from "./backup-job.ts";
export { checkJob } from "./check-job.ts";
export type { JobDeps } from "./deps.ts";
export { addCounts, NOTHING_RESTORED } from "./restore-counts.ts";
export { restoreJob } from "./restore-job.ts";
export { restoreOptions } from "./restore-options.ts";
export { restoreParts } from "./restore-parts.ts";
