export { isAboutPlace } from "./about-place.ts";
export { cached, pastCache } from "./cache/cached.ts";
export { callsAtOnce } from "./calls-at-once.ts";
export { type Clock, sleep, systemClock } from "./clock.ts";
export * from "./errors.ts";
export { isLeftover, isStoredName, layoutPath, mustBeLeftover, strayKind } from "./layout.ts";
export type {
  ByteRange,
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
export { type TriedStep, type TriedStorage, tryStorage } from "./try-storage.ts";
export { limited } from "./wrappers/limited.ts";
export { PassingStorage } from "./wrappers/passing.ts";
export type { RetryNotice } from "./wrappers/patience.ts";
export { retrying } from "./wrappers/retrying.ts";
export { Throttle } from "./wrappers/throttle.ts";
export { type Throttles, throttled } from "./wrappers/throttled.ts";
