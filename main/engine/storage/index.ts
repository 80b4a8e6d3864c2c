export * from "./errors.ts";
export { isStoredName, layoutPath, strayKind } from "./layout.ts";
export type { ByteRange, FileKind, FileRef, Storage, StoredFile } from "./storage.ts";
export { openStorage } from "./targets/index.ts";
