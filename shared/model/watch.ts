import { z } from "zod";
import { Count, Moment, PathText } from "./basics.ts";

/** A part of a plan's folders whose changes the system does not tell: every run has to walk it. */
export const Unwatched = z
  .object({
    path: PathText,
    /** `limit`: the system's number of watches is used up. `network`: changes by others are not told. */
    reason: z.enum(["limit", "network", "not-allowed", "error"]),
    detail: z.string(),
  })
  .readonly();
export type Unwatched = z.infer<typeof Unwatched>;

/** The system's limit that was reached, and what raises it. */
export const WatchLimit = z
  .object({ setting: z.string(), current: Count, suggested: Count, command: z.string() })
  .readonly();
export type WatchLimit = z.infer<typeof WatchLimit>;

/** How a plan's folders are watched. */
export const PlanWatch = z
  .object({
    /** `starting`: folders are being taken in. `partly`: some of it has to be walked. `off`: all of it. */
    state: z.enum(["off", "starting", "watching", "partly"]),
    /** Folders that are watched. */
    folders: Count,
    unwatched: z.array(Unwatched).readonly(),
    limit: WatchLimit.optional(),
    /** Folders with changes that are not in a snapshot yet; absent when only a walk can tell. */
    changedFolders: Count.optional(),
    /** When all folders were last walked, and how many changes that found that had not been told. */
    walkedAt: Moment.optional(),
    missed: Count.optional(),
  })
  .readonly();
export type PlanWatch = z.infer<typeof PlanWatch>;

export const NOT_WATCHED: PlanWatch = { state: "off", folders: 0, unwatched: [] };
