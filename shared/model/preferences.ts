import { z } from "zod";
import { Moment } from "./basics.ts";
import { Hours } from "./conditions.ts";
import { PaceChoice } from "./pace.ts";

const BytesPerSecond = z.int().min(1024);

/**
 * At most so many bytes a second to and from targets on a network, in some hours or always. The first whose hours fit counts, for
 * both ways: what it says nothing of is not limited then.
 */
export const BandwidthLimit = z
  .object({
    uploadBytesPerSecond: BytesPerSecond.optional(),
    downloadBytesPerSecond: BytesPerSecond.optional(),
    /** Each way that is not said apart: as it was written before the two were told apart. */
    bytesPerSecond: BytesPerSecond.optional(),
    hours: Hours.optional(),
  })
  .readonly();
export type BandwidthLimit = z.infer<typeof BandwidthLimit>;

/** Bytes a second as they are allowed, each way; any number of what is absent. */
export interface Rates {
  readonly up?: number;
  readonly down?: number;
}

/** What a limit lets through. */
export function ratesOf({ uploadBytesPerSecond, downloadBytesPerSecond, bytesPerSecond }: BandwidthLimit): Rates {
  const [up, down] = [uploadBytesPerSecond ?? bytesPerSecond, downloadBytesPerSecond ?? bytesPerSecond];
  return { ...(up === undefined ? {} : { up }), ...(down === undefined ? {} : { down }) };
}

/** `system`: what the computer speaks, if the program does. */
export const Language = z.enum(["system", "en", "de"]);
export type Language = z.infer<typeof Language>;

/** What the user decides about the desktop app. */
export const DesktopPreferences = z
  .object({
    /** It starts with the user's session, without showing its window. */
    startAtLogin: z.boolean(),
    /** It tells on the desktop what went wrong. */
    notify: z.boolean(),
  })
  .readonly();
export type DesktopPreferences = z.infer<typeof DesktopPreferences>;

/** Who installs a backup program wants to think of it no more. */
const DEFAULT_DESKTOP: DesktopPreferences = { startAtLogin: true, notify: true };

/** What the user decides about the agent as a whole, apart from plans and targets. */
export const Preferences = z
  .object({
    pace: PaceChoice,
    bandwidth: z.array(BandwidthLimit).max(20).readonly().default([]),
    /** No run begins by itself; `until` is absent for “until I resume”. */
    paused: z.object({ until: Moment.optional() }).readonly().optional(),
    language: Language.default("system"),
    desktop: DesktopPreferences.default(DEFAULT_DESKTOP),
  })
  .readonly();
export type Preferences = z.infer<typeof Preferences>;

export const DEFAULT_PREFERENCES: Preferences = {
  pace: "automatic",
  bandwidth: [],
  language: "system",
  desktop: DEFAULT_DESKTOP,
};

/** The pause that holds at a moment: one that has an end is over then by itself. */
export function pausedAt({ paused }: Preferences, now: Moment): Preferences["paused"] {
  return paused?.until !== undefined && paused.until <= now ? undefined : paused;
}
