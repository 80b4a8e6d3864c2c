import { runs } from "./001-runs.ts";
import { snapshots } from "./002-snapshots.ts";
import { factsAndNotices } from "./003-facts-and-notices.ts";
import { journal } from "./004-journal.ts";
import { scheduleMarks } from "./005-schedule-marks.ts";
import { massChanges } from "./006-mass-changes.ts";
import { proof } from "./008-proof.ts";

/**
 * The steps from an empty database to today's, in order: SQL that leads from version n to n + 1. A step that was ever
 * released is never changed; what is new is a new step at the end.
 */
export const MIGRATIONS: readonly string[] = [
  runs,
  snapshots,
  factsAndNotices,
  journal,
  scheduleMarks,
  massChanges,
  proof,
];
