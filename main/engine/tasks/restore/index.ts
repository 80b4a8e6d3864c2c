export type {
  Overwrite,
  ProblemReason,
  RestoreCounts,
  RestoreEvent,
  RestoreNotice,
  RestoreOptions,
  RestoreProblem,
  RestoreProgress,
  RestoreResult,
} from "./model.ts";
export { restore } from "./restore.ts";
