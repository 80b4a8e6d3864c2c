import { z } from "zod";
import { Count, Moment, PathText, Space } from "./basics.ts";

/** A place on the agent's machine that people start from. */
export const Place = z
  .object({
    path: PathText,
    name: z.string(),
    kind: z.enum(["home", "documents", "pictures", "music", "videos", "desktop", "downloads", "drive", "root"]),
    space: Space.optional(),
  })
  .readonly();
export type Place = z.infer<typeof Place>;

/** An entry of a folder on the agent's machine. */
export const DiskEntry = z
  .object({
    name: PathText,
    path: PathText,
    type: z.enum(["folder", "file", "symlink", "other"]),
    isHidden: z.boolean(),
    bytes: Count.optional(),
    modified: Moment.optional(),
  })
  .readonly();
export type DiskEntry = z.infer<typeof DiskEntry>;

export const DiskFolder = z
  .object({
    path: PathText,
    /** Absent at the top. */
    parent: PathText.optional(),
    entries: z.array(DiskEntry).readonly(),
    /** Entries in the folder, also those beyond this page. */
    total: Count,
    isWritable: z.boolean(),
    space: Space.optional(),
  })
  .readonly();
export type DiskFolder = z.infer<typeof DiskFolder>;

/** How much is in a folder and below it, as counted so far. */
export const Measure = z.object({ path: PathText, files: Count, bytes: Count, isFinal: z.boolean() }).readonly();
export type Measure = z.infer<typeof Measure>;
