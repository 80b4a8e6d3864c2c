export * from "./errors.ts";
export { isStoredName, layoutPath, type StrayKind, strayKind } from "./layout.ts";
export type { ByteRange, FileKind, FileRef, Storage, StoredFile } from "./storage.ts";
export { defineTarget, type RegisteredTarget, type Target } from "./target.ts";
export { openStorage } from "./targets/index.ts";
