import { z } from "zod";
import { Moment } from "./basics.ts";
import { TimeOfDay, Weekday } from "./schedule.ts";

/** Hours of each of some days. `to` before `from` is on the next day; the days are those on which it begins, all if none. */
export const Hours = z
  .object({ from: TimeOfDay, to: TimeOfDay, days: z.array(Weekday).max(7).readonly().default([]) })
  .readonly();
export type Hours = z.infer<typeof Hours>;

/** What has to hold for a plan's runs to begin by themselves. What the system does not tell counts as holding. */
export const Conditions = z
  .object({
    onMains: z.boolean(),
    batteryAbovePercent: z.int().min(1).max(99).optional(),
    /** Not on a connection that is paid by volume. */
    unmetered: z.boolean(),
    /** Names of wireless networks, one of which has to be joined; any if none. */
    networks: z.array(z.string().min(1).max(64)).max(50).readonly(),
    /** Nobody has used the computer for so long. */
    idleMinutes: z.int().min(1).max(240).optional(),
    /** Hours in which nothing begins. */
    quietHours: z.array(Hours).max(20).readonly(),
  })
  .readonly();
export type Conditions = z.infer<typeof Conditions>;

export const NO_CONDITIONS: Conditions = { onMains: false, unmetered: false, networks: [], quietHours: [] };

/** What something that is due waits for. */
export const WaitReason = z.enum([
  "turn",
  "target",
  "mains",
  "battery",
  "metered",
  "network",
  "idle",
  "quiet-hours",
  "settling",
  "retry",
  "space",
]);
export type WaitReason = z.infer<typeof WaitReason>;

/** What a plan does, beside how safe it is. */
export const PlanActivity = z.discriminatedUnion("type", [
  /** `next`: when something is due, as far as it can be foretold. */
  z.object({ type: z.literal("idle"), next: Moment.optional() }).readonly(),
  z.object({ type: z.literal("running") }).readonly(),
  /** Something is due and waits. `until`: when that ends, if it can be told. */
  z
    .object({
      type: z.literal("waiting"),
      since: Moment,
      for: z.array(WaitReason).min(1).readonly(),
      until: Moment.optional(),
    })
    .readonly(),
  /** Until the user resumes, if there is no end. */
  z.object({ type: z.literal("paused"), until: Moment.optional() }).readonly(),
]);
export type PlanActivity = z.infer<typeof PlanActivity>;
