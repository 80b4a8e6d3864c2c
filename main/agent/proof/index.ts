/** Whether backups come back: test-restores, and what they have shown. */
export { needsSample } from "./after-backup.ts";
export { Proofs } from "./proofs.ts";
export { type TestWish, testJob } from "./test-job.ts";
