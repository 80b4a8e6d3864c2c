import type { RepositoryJobs } from "../repository/index.ts";
import type { WorkerPool } from "../workers/index.ts";
import type { BackupCounter, BackupJobs } from "./backup/jobs.ts";
import type { BrowseJobs } from "./browse/jobs.ts";
import type { CheckJobs } from "./check/jobs.ts";
import type { CopyJobs } from "./copy/jobs.ts";
import type { PruneJobs } from "./prune/jobs.ts";
import type { RepairJobs } from "./repair/jobs.ts";
import type { RestoreJobs } from "./restore/jobs.ts";

/** Every job that a worker thread of the engine knows. A task adds its own here and in `worker-entry.ts`. */
export type EngineJobs = RepositoryJobs &
  BackupJobs &
  BrowseJobs &
  CheckJobs &
  CopyJobs &
  PruneJobs &
  RepairJobs &
  RestoreJobs;

export type EngineCounter = BackupCounter;

export type EnginePool = WorkerPool<EngineJobs, EngineCounter>;
