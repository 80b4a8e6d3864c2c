export {
  applyPolicy,
  type Counters,
  type JudgedSnapshot,
  type KeptSnapshot,
  type PolicySurroundings,
  type PolicyVerdict,
} from "./apply-policy.ts";
export type { LocalZone } from "./calendar.ts";
export { type Duration, formatDuration, parseDuration } from "./duration.ts";
export * from "./errors.ts";
export { forget } from "./forget.ts";
export {
  DEFAULT_GROUPING,
  type Grouping,
  type GroupKey,
  groupName,
  groupSnapshots,
  type SnapshotGroup,
} from "./group-snapshots.ts";
export * from "./model.ts";
export { type CountRule, describePolicy, isEmptyPolicy, type KeepPolicy } from "./policy.ts";
