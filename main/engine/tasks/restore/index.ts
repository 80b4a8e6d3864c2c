export type {
  Overwrite,
  ProblemReason,
  RestoreConflict,
  RestoreCounts,
  RestoreEvent,
  RestoreNotice,
  RestoreOptions,
  RestoreProblem,
  RestoreProgress,
  RestoreResult,
} from "./model.ts";
export { restore } from "./restore.ts";
