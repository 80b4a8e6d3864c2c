import { z } from "zod";
import { Moment } from "./basics.ts";
import { Hours } from "./conditions.ts";
import { PaceChoice } from "./pace.ts";

/** At most so many bytes a second to targets on a network, in some hours or always. The first that fits counts. */
export const BandwidthLimit = z.object({ bytesPerSecond: z.int().min(1024), hours: Hours.optional() }).readonly();
export type BandwidthLimit = z.infer<typeof BandwidthLimit>;

/** What the user decides about the agent as a whole, apart from plans and targets. */
export const Preferences = z
  .object({
    pace: PaceChoice,
    bandwidth: z.array(BandwidthLimit).max(20).readonly().default([]),
    /** No run begins by itself; `until` is absent for “until I resume”. */
    paused: z.object({ until: Moment.optional() }).readonly().optional(),
  })
  .readonly();
export type Preferences = z.infer<typeof Preferences>;

export const DEFAULT_PREFERENCES: Preferences = { pace: "automatic", bandwidth: [] };

/** The pause that holds at a moment: one that has an end is over then by itself. */
export function pausedAt({ paused }: Preferences, now: Moment): Preferences["paused"] {
  return paused?.until !== undefined && paused.until <= now ? undefined : paused;
}
