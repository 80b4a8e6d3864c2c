export { type Clock, systemClock } from "../storage/index.ts";
export { BlobOpener } from "./blob-opener.ts";
export { BlobReader, openBlob } from "./blob-reader.ts";
export { BlobSaver, type SavedBlob } from "./blob-saver.ts";
export { type BlobLocation, BlobTable, type BlobTableMemory } from "./blob-table.ts";
export * from "./errors.ts";
export { type Identity, ownIdentity } from "./identity.ts";
export { IndexLoader } from "./index-loader.ts";
export { listedPack, replaceIndex } from "./index-replacement.ts";
export { IndexWriter } from "./index-writer.ts";
export { indexedBlobs, repositoryJobHandlers } from "./job-handlers.ts";
export type { RepositoryJobs, StoredPack } from "./jobs.ts";
export * from "./key-errors.ts";
export {
  addKey,
  changePassword,
  type KeyInfo,
  listKeys,
  openWithPassword,
  type Password,
  type PasswordSource,
  removeKey,
} from "./keys.ts";
export * from "./lock-errors.ts";
export { type LockOptions, RepositoryLock } from "./locks.ts";
export { type CreateOptions, createRepositoryAt, openRepositoryAt, type WrapStorage } from "./open.ts";
export { adoptPack, orphanPacks, readPackHeader } from "./orphan-packs.ts";
export type { FinishedPack, OpenPack } from "./pack-builder.ts";
export { PackStore } from "./pack-store.ts";
export { passwordFromFile } from "./password-file.ts";
export { Repository } from "./repository.ts";
export { openSealedFile, readNamedFile, sealFile } from "./sealed-files.ts";
export {
  findSnapshot,
  hasTags,
  listSnapshots,
  loadSnapshot,
  type SnapshotFilter,
  type StoredSnapshot,
  saveSnapshot,
} from "./snapshots.ts";
export * from "./unlock.ts";
