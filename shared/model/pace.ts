import { z } from "zod";

/**
 * Why a run has its pace: the user's setting says so, somebody started it and waits, the computer is on battery, somebody
 * works on it, or nothing speaks against being fast.
 */
export const PaceReason = z.enum(["setting", "by-hand", "on-battery", "user-active", "undisturbed"]);
export type PaceReason = z.infer<typeof PaceReason>;

/** How much of the computer a run takes: `gentle` is one processor core at the lowest priority, `fast` all of them. */
export const RunPace = z.object({ pace: z.enum(["gentle", "fast"]), because: PaceReason }).readonly();
export type RunPace = z.infer<typeof RunPace>;

/** What the user wants: always the same pace, or the one that fits the moment. */
export const PaceChoice = z.enum(["automatic", "gentle", "fast"]);
export type PaceChoice = z.infer<typeof PaceChoice>;
