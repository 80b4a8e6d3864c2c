export * from "./errors.ts";
export { isLeftover, isStoredName, layoutPath, mustBeLeftover, strayKind } from "./layout.ts";
export type {
  ByteRange,
  Capabilities,
  FileKind,
  FileRef,
  Protection,
  Storage,
  StorageSpace,
  StoredFile,
} from "./storage.ts";
export type { LocationFinding } from "./target.ts";
export {
  type ConnectOptions,
  examineLocation,
  isRepositoryAt,
  openStorage,
  partLocation,
  snapshotNames,
} from "./targets/index.ts";
export { Throttle } from "./throttle.ts";
export { throttled } from "./throttled.ts";
