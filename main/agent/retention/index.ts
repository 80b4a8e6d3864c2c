export { isHeld } from "./held.ts";
export { previewOn } from "./preview.ts";
export { tidyAfterBackup } from "./upkeep-after-backups.ts";
export { retentionVerdicts } from "./verdicts.ts";
