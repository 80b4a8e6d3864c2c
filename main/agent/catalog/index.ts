/** The agent's database: history, and what can be made again. */
export {
  type Catalog,
  type CatalogOptions,
  type JournalStore,
  type MassChangeStore,
  type NoticeStore,
  type OpenedCatalog,
  openCatalog,
  type ProofStore,
  type RunStore,
  type ScheduleMarkStore,
  type SnapshotStore,
  type TargetFactStore,
} from "./catalog.ts";
export { Database, type Query } from "./database.ts";
export { CatalogTooNew, type DatabaseObstacle, DatabaseUnusable } from "./errors.ts";
export { type ExclusiveFile, holdExclusively } from "./exclusive-file.ts";
export type { TargetFacts } from "./fact-store.ts";
export { removeDatabase } from "./files.ts";
export type { Baseline, JournalMark } from "./journal-store.ts";
export type { ScheduleMark } from "./mark-store.ts";
export { type CatalogLoss, openDatabase } from "./open-database.ts";
export type { PlanProofRecord, ProvenPack } from "./proof-store.ts";
export type { CauseCount, ProblemPage, ProblemQuery } from "./run-details.ts";
export type { RunQuery, SnapshotTest } from "./run-store.ts";
export type { SnapshotTotals } from "./snapshot-store.ts";
