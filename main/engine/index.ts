/**
 * The engine as a library: open or create a repository in the restic format on a target, back up, restore, check.
 *
 * ```ts
 * const repository = await openRepository("/mnt/blue/backup", { password });
 * const run = backup(repository, { targets: [backupTarget("/home/ada/Documents")], filter: NO_FILTER });
 * for await (const event of run) if (event.type === "progress") show(event);
 * const { snapshot, problems } = await run.result;
 * await repository.close();
 * ```
 *
 * Long tasks return a `Run`: a stream of plain values and a result. All take an `AbortSignal`. What the world refuses is
 * an `AppError` with a code, a sentence and a hint (see `shared/errors`).
 */
export { AppError, errorToWire, hasCode } from "../../shared/errors/index.ts";
export { originalPlace, removeTree, zipFolder } from "./destination/index.ts";
export { type NodeType, type SnapshotSummary, summaryFields } from "./format/index.ts";
export { type ByteString, fromBuffer, fromPathText, fromText, toBuffer, toPathText, toText } from "./names/index.ts";
export {
  type Clock,
  type KeyInfo,
  type LockInfo,
  type Password,
  type PasswordSource,
  passwordFromFile,
  RepositoryExists,
  type SnapshotFilter,
  type StoredSnapshot,
  systemClock,
  unlock,
} from "./repository/index.ts";
export {
  type DefaultExclude,
  defaultExcludes,
  type FilterSpec,
  NO_FILTER,
  type ProblemCause,
  type SourceProblem,
} from "./source/index.ts";
export {
  type ConnectOptions,
  examineLocation,
  isRepositoryAt,
  type LocationFinding,
  openStorage,
  partLocation,
  type RetryNotice,
  type Storage,
  type StorageSpace,
  snapshotNames,
  Throttle,
  type Throttles,
  type TriedStep,
  type TriedStorage,
  throttled,
  tryStorage,
} from "./storage/index.ts";
export { giveBackMemory } from "./system/index.ts";
export * from "./tasks/backup/index.ts";
export * from "./tasks/browse/index.ts";
export * from "./tasks/cat/index.ts";
export * from "./tasks/check/index.ts";
export * from "./tasks/copy/index.ts";
export * from "./tasks/diff/index.ts";
export * from "./tasks/dump/index.ts";
export * from "./tasks/find/index.ts";
export * from "./tasks/forget/index.ts";
export * from "./tasks/keys/index.ts";
export * from "./tasks/list/index.ts";
export { createRepository, type NewRepositoryOptions, type OpenOptions, openRepository } from "./tasks/open.ts";
export type { OpenRepository } from "./tasks/open-repository.ts";
export type { Pace } from "./tasks/pace.ts";
export type { FileProgress } from "./tasks/progress.ts";
export * from "./tasks/protect/index.ts";
export * from "./tasks/prove/index.ts";
export * from "./tasks/prune/index.ts";
export * from "./tasks/repair/index.ts";
export * from "./tasks/restore/index.ts";
export type { Run } from "./tasks/run.ts";
export { DEFAULT_SAVING, type SavingOptions } from "./tasks/saving.ts";
export * from "./tasks/stats/index.ts";
export * from "./tasks/tag/index.ts";
export type { ReadOptions, TaskOptions } from "./tasks/task-options.ts";
export { FolderExpected, PathNotInSnapshot } from "./tasks/trees/index.ts";
