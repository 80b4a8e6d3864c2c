import { repositoryJobHandlers } from "../repository/index.ts";
import { serveJobs } from "../workers/index.ts";
import { backupJobHandlers } from "./backup/job-handlers.ts";
import { browseJobHandlers } from "./browse/job-handlers.ts";
import { checkJobHandlers } from "./check/job-handlers.ts";
import { copyJobHandlers } from "./copy/job-handlers.ts";
import type { EngineJobs } from "./engine-jobs.ts";
import { openThread, type ThreadSetup } from "./engine-thread.ts";
import { pruneJobHandlers } from "./prune/job-handlers.ts";
import { repairJobHandlers } from "./repair/job-handlers.ts";
import { restoreJobHandlers } from "./restore/job-handlers.ts";

// The program of every worker thread of the engine.
serveJobs<ThreadSetup, EngineJobs>((setup, context) => {
  const thread = openThread(setup, context);
  return {
    ...repositoryJobHandlers(thread),
    ...backupJobHandlers(thread, context),
    ...browseJobHandlers(thread),
    ...checkJobHandlers(thread),
    ...copyJobHandlers(thread),
    ...pruneJobHandlers(thread),
    ...repairJobHandlers(thread),
    ...restoreJobHandlers(thread, context),
  };
});
