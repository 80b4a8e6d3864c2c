export { keepPolicy } from "./keep-policy.ts";
export { type PreviewDeps, previewOn } from "./preview.ts";
export { isTidyDue } from "./upkeep.ts";
export { tidyAfterBackup, type UpkeepDeps } from "./upkeep-after-backups.ts";
export { isOfPlanAlone, type RetentionQuestion, retentionVerdicts } from "./verdicts.ts";
