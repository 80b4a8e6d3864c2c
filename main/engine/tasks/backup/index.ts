export { backup } from "./backup.ts";
export type { ChangedFolders, MissedFolders, WalkReason } from "./changed-folders.ts";
export { NothingToBackUp } from "./errors.ts";
export type {
  BackupEvent,
  BackupNotice,
  BackupOptions,
  BackupProgress,
  BackupResult,
  BackupSummary,
} from "./model.ts";
export { type BackupTarget, backupTarget } from "./selection.ts";
