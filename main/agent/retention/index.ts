export { keepPolicy } from "./keep-policy.ts";
export { type PreviewDeps, previewOn } from "./preview.ts";
export { isTidyDue, TIDY_EVERY_MS } from "./upkeep.ts";
export { isOfPlanAlone, type RetentionQuestion, retentionVerdicts } from "./verdicts.ts";
