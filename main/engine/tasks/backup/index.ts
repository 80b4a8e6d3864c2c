export {
  type BackupEvent,
  type BackupNotice,
  type BackupOptions,
  type BackupProgress,
  type BackupResult,
  type BackupSummary,
  backup,
} from "./backup.ts";
export { NothingToBackUp } from "./errors.ts";
export type { BackupTarget } from "./selection.ts";
