import { z } from "zod";
import { Count, Moment } from "./basics.ts";
import { PlanId, SnapshotId, TargetId } from "./ids.ts";

const Keep = z.int().min(1).max(100_000);
/** Years, months, days and hours, such as `1y6m` or `30d`. */
const Duration = z
  .string()
  .regex(/^(?=.)(\d+y)?(\d+m)?(\d+d)?(\d+h)?$/)
  .max(40);

/**
 * Which snapshots of a plan stay: the newest of each of the last so many hours, days and so on, all those of the time
 * `within`, and those with one of the tags. The rest goes. The same words and the same answer as restic's `--keep-…`.
 */
export const KeepRules = z
  .object({
    last: Keep.optional(),
    hourly: Keep.optional(),
    daily: Keep.optional(),
    weekly: Keep.optional(),
    monthly: Keep.optional(),
    yearly: Keep.optional(),
    within: Duration.optional(),
    withinHourly: Duration.optional(),
    withinDaily: Duration.optional(),
    withinWeekly: Duration.optional(),
    withinMonthly: Duration.optional(),
    withinYearly: Duration.optional(),
    tags: z.array(z.string().min(1).max(100)).max(50).readonly().optional(),
  })
  .readonly();
export type KeepRules = z.infer<typeof KeepRules>;

/** Every hour of two days, every day of a month, every week of a quarter, every month of a year, and a few years. */
export const KEEP_A_YEAR: KeepRules = { hourly: 48, daily: 30, weekly: 13, monthly: 12, yearly: 3 };

/** What becomes of one snapshot under rules. */
export const RetentionVerdict = z
  .object({
    snapshotId: SnapshotId,
    time: Moment,
    keep: z.boolean(),
    /** Why it stays, in restic's words such as `daily snapshot`, or in ours: `newest of the plan`, `held by a warning`. */
    reasons: z.array(z.string()).readonly(),
  })
  .readonly();
export type RetentionVerdict = z.infer<typeof RetentionVerdict>;

/** What rules would do to a plan's snapshots on one target, as they are known in the catalog. */
export const RetentionPreview = z
  .object({
    planId: PlanId,
    targetId: TargetId,
    /** The newest first. */
    verdicts: z.array(RetentionVerdict).readonly(),
    kept: Count,
    removed: Count,
    /** Nothing goes now, because a warning about an unusual change is open. */
    isHeld: z.boolean(),
  })
  .readonly();
export type RetentionPreview = z.infer<typeof RetentionPreview>;

/** How full a target is going to be. */
export const SpaceForecast = z
  .object({
    /** Bytes that were added a day, of the last weeks; absent until there is enough history. */
    bytesPerDay: z.number().min(0).optional(),
    fullAt: Moment.optional(),
    /** `stopped`: so little is left that backups wait until there is room. */
    state: z.enum(["fine", "soon", "low", "stopped"]),
  })
  .readonly();
export type SpaceForecast = z.infer<typeof SpaceForecast>;
