import { z } from "zod";
import { Count, Moment, PathText } from "./basics.ts";
import { PlanId, SnapshotId } from "./ids.ts";
import { BackupMode } from "./schedule.ts";

/** A whole file tree at one point in time. */
export const Snapshot = z
  .object({
    id: SnapshotId,
    time: Moment,
    /** How far the clock where it was made was ahead of UTC: it decides which day it is of. */
    utcOffsetMinutes: z.int().min(-1440).max(1440).optional(),
    hostname: z.string(),
    username: z.string(),
    /** The folders it was made of, as paths within it. */
    paths: z.array(PathText).readonly(),
    tags: z.array(z.string()).readonly(),
    /** The plan that made it, if it is known here. */
    planId: PlanId.optional(),
    parent: SnapshotId.optional(),
    /** The first of all that it was copied from, or was before its tags were changed. */
    original: SnapshotId.optional(),
    files: Count.optional(),
    bytes: Count.optional(),
    /** What it cost to store. */
    bytesStored: Count.optional(),
    filesNew: Count.optional(),
    filesChanged: Count.optional(),
    /** Of its parent's files, as far as that one is known. */
    filesRemoved: Count.optional(),
    /** How its run chose what to compare with, if Holdfast made it. */
    mode: BackupMode.optional(),
    /** When a test-restore last brought some or all of it back; absent if none did, or if one failed since. */
    provenAt: Moment.optional(),
  })
  .readonly();
export type Snapshot = z.infer<typeof Snapshot>;

export const EntryType = z.enum(["file", "folder", "symlink", "other"]);
export type EntryType = z.infer<typeof EntryType>;

/** An entry of a folder in a snapshot. */
export const SnapshotEntry = z
  .object({
    name: PathText,
    type: EntryType,
    /** Of a file. */
    bytes: Count.optional(),
    modified: Moment.optional(),
    /** Unix permissions, as in `0644`. */
    permissions: z.string().optional(),
    linkTarget: PathText.optional(),
  })
  .readonly();
export type SnapshotEntry = z.infer<typeof SnapshotEntry>;

export const EntryOrder = z.enum(["name", "size", "modified"]);
export type EntryOrder = z.infer<typeof EntryOrder>;
