import { z } from "zod";
import { Count, Moment, PathText, Title } from "./basics.ts";
import { PlanId, RunId, TargetId } from "./ids.ts";
import { RunOutcome } from "./run.ts";

/** What of a plan's folders is left out. */
export const PlanFilter = z
  .object({
    /** Caches, trash, temporary files: the list that comes with the program. */
    useDefaultExcludes: z.boolean(),
    /** Lines of gitignore syntax over the absolute path. */
    patterns: z.array(z.string().min(1).max(4096)).max(1000).readonly(),
    largerThanBytes: Count.optional(),
    oneFileSystem: z.boolean(),
  })
  .readonly();
export type PlanFilter = z.infer<typeof PlanFilter>;

export const DEFAULT_FILTER: PlanFilter = { useDefaultExcludes: true, patterns: [], oneFileSystem: false };

/** What the user decides about a plan. */
export const PlanChoices = z
  .object({
    name: Title,
    /** Folders and files to back up; at least one. */
    folders: z.array(PathText).min(1).max(1000).readonly(),
    filter: PlanFilter,
    /** Each of them gets every snapshot. */
    targetIds: z.array(TargetId).min(1).max(20).readonly(),
  })
  .readonly();
export type PlanChoices = z.infer<typeof PlanChoices>;

export const Plan = z.object({ id: PlanId, createdAt: Moment, ...PlanChoices.unwrap().shape }).readonly();
export type Plan = z.infer<typeof Plan>;

/** How a plan's newest run on a target ended. */
const LastRun = z.object({ runId: RunId, outcome: RunOutcome, endedAt: Moment, problems: Count }).readonly();

/** What is known of a plan's snapshots on one of its targets. */
export const PlanOnTarget = z
  .object({
    targetId: TargetId,
    snapshots: Count,
    newestSnapshotAt: Moment.optional(),
    newestSnapshotBytes: Count.optional(),
    newestSnapshotFiles: Count.optional(),
    lastRun: LastRun.optional(),
    /** When a test-restore last showed that its snapshots come back. */
    provenAt: Moment.optional(),
  })
  .readonly();
export type PlanOnTarget = z.infer<typeof PlanOnTarget>;

export const PlanState = z.object({ plan: Plan, targets: z.array(PlanOnTarget).readonly() }).readonly();
export type PlanState = z.infer<typeof PlanState>;
