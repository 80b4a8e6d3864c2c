export * from "./errors.ts";
export { isLeftover, isStoredName, layoutPath, mustBeLeftover, strayKind } from "./layout.ts";
export type { ByteRange, FileKind, FileRef, Storage, StoredFile } from "./storage.ts";
export type { LocationFinding } from "./target.ts";
export { examineLocation, isRepositoryAt, openStorage, snapshotNames } from "./targets/index.ts";
export { Throttle } from "./throttle.ts";
export { throttled } from "./throttled.ts";
