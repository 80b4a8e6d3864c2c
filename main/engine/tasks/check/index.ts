export { check } from "./check.ts";
export { InvalidSubset } from "./errors.ts";
export type { Affected, AffectedSnapshot, Finding, FindingKind, Severity } from "./finding.ts";
export type {
  CheckCounts,
  CheckEvent,
  CheckNotice,
  CheckOptions,
  CheckPhase,
  CheckProgress,
  CheckResult,
} from "./model.ts";
export type { ReadData } from "./subset.ts";
