import { z } from "zod";
import { Moment } from "./basics.ts";
import { PlanId, ScheduleId } from "./ids.ts";
import { TestAmount } from "./proof.ts";

/** A time of day on the user's clock, `00:00` to `23:59`. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export type TimeOfDay = z.infer<typeof TimeOfDay>;

/** 0 is Sunday. */
export const Weekday = z.int().min(0).max(6);
export type Weekday = z.infer<typeof Weekday>;

/**
 * When something is due. Times are those of the wall clock in the computer's time zone: what is due at a time that a
 * clock change skips is due right after the gap, what comes twice is due once.
 */
export const When = z.discriminatedUnion("type", [
  /** After changes, once nothing has changed for so long; and not more often than so. */
  z.object({
    type: z.literal("changes"),
    settleSeconds: z.int().min(1).max(3600),
    atMostEveryMinutes: z.int().min(0).max(1440),
  }),
  /** So long after the last time. */
  z.object({ type: z.literal("interval"), minutes: z.int().min(1).max(43_200) }),
  z.object({ type: z.literal("daily"), at: TimeOfDay }),
  z.object({ type: z.literal("weekly"), days: z.array(Weekday).min(1).max(7).readonly(), at: TimeOfDay }),
  /** A day that a month does not have is its last one. */
  z.object({ type: z.literal("monthly"), day: z.int().min(1).max(31), at: TimeOfDay }),
  z.object({ type: z.literal("yearly"), month: z.int().min(1).max(12), day: z.int().min(1).max(31), at: TimeOfDay }),
  /** Five fields, as of `crontab`. */
  z.object({ type: z.literal("cron"), expression: z.string().trim().min(9).max(200) }),
]);
export type When = z.infer<typeof When>;

/**
 * How a snapshot's run chooses what it compares with: `full` reads every byte again; `incremental` compares with the newest
 * snapshot, `differential` with the newest full one. Every snapshot is whole and restores in one step.
 */
export const BackupMode = z.enum(["full", "incremental", "differential"]);
export type BackupMode = z.infer<typeof BackupMode>;

/** What is done when it is due. `tidy` applies the plan's rules of what to keep, and gives room back. */
export const ScheduledAction = z.discriminatedUnion("type", [
  z.object({ type: z.literal("backup"), mode: BackupMode }),
  z.object({ type: z.literal("check"), readData: z.boolean() }),
  z.object({ type: z.literal("tidy") }),
  z.object({ type: z.literal("test"), amount: TestAmount }),
]);
export type ScheduledAction = z.infer<typeof ScheduledAction>;

export const Schedule = z.object({ id: ScheduleId, when: When, action: ScheduledAction }).readonly();
export type Schedule = z.infer<typeof Schedule>;

/** Something that is going to run. Runs after changes are not foretold. */
export const ForecastEntry = z
  .object({
    at: Moment,
    planId: PlanId,
    scheduleId: ScheduleId,
    action: ScheduledAction,
    /** It falls into quiet hours or a pause, so it begins then. */
    heldUntil: Moment.optional(),
  })
  .readonly();
export type ForecastEntry = z.infer<typeof ForecastEntry>;
