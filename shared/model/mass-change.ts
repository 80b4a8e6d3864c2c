import { z } from "zod";
import { Count, Moment } from "./basics.ts";
import { RunId, SnapshotId, TargetId } from "./ids.ts";

/**
 * A run saw an unusual share of a plan's files gone, renamed or turned to noise, as after an attack or a bad script. As
 * long as nobody has looked at it, no snapshot of the plan is removed; backups go on.
 */
export const MassChange = z
  .object({
    targetId: TargetId,
    runId: RunId,
    at: Moment,
    /** What it saw. */
    kind: z.enum(["removed", "rewritten"]),
    filesBefore: Count,
    filesRemoved: Count,
    filesChanged: Count,
    filesNew: Count,
    /** The snapshot that has it. */
    snapshotId: SnapshotId.optional(),
    /** The newest snapshot from before. */
    lastGoodId: SnapshotId,
    lastGoodAt: Moment,
  })
  .readonly();
export type MassChange = z.infer<typeof MassChange>;
