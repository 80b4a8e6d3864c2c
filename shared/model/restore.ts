import { z } from "zod";
import { Count, Moment, PathText } from "./basics.ts";
import { SnapshotId, TargetId } from "./ids.ts";

/** Entries of one folder of a snapshot. */
export const Selection = z
  .object({
    folder: PathText,
    /** Names in the folder; none means everything in it. */
    names: z.array(PathText).max(100_000).readonly(),
  })
  .readonly();
export type Selection = z.infer<typeof Selection>;

/** What happens to a file that is already there and differs. `keep-both`: what comes back gets a name of its own beside it. */
export const ExistingFiles = z.enum(["replace-different", "replace-older", "keep", "keep-both"]);
export type ExistingFiles = z.infer<typeof ExistingFiles>;

/** What to bring back, and where to. */
export const RestoreRequest = z
  .object({
    targetId: TargetId,
    snapshotId: SnapshotId,
    selections: z.array(Selection).min(1).max(1000).readonly(),
    /**
     * `original`: each entry to where it was. `folder`: all of them directly into this folder, which is made if needed. `zip`: into a new
     * file, in a folder that is there; nothing that is there matters then, and two entries of one name are both kept.
     */
    destination: z.discriminatedUnion("type", [
      z.object({ type: z.literal("original") }).readonly(),
      z.object({ type: z.literal("folder"), folder: PathText }).readonly(),
      z.object({ type: z.literal("zip"), file: PathText }).readonly(),
    ]),
    existingFiles: ExistingFiles,
  })
  .readonly();
export type RestoreRequest = z.infer<typeof RestoreRequest>;

/** What a restore would do to one file that is there. */
export const RestoreConflict = z
  .object({
    /** On this machine. */
    path: PathText,
    outcome: z.enum(["replaced", "skipped", "kept-both"]),
    /** What is there now is newer than what comes back. */
    isNewer: z.boolean(),
    bytes: Count,
    bytesThere: Count.optional(),
    modifiedThere: Moment.optional(),
    /** The name that what comes back gets, beside it. */
    newName: PathText.optional(),
  })
  .readonly();
export type RestoreConflict = z.infer<typeof RestoreConflict>;

/** What a restore would do, were it done now. */
export const RestorePreview = z
  .object({
    files: Count,
    bytes: Count,
    folders: Count,
    /** Of these files: so many take the place of something that is there and differs. */
    replaced: Count.default(0),
    unchanged: Count,
    /** Of those replaced: so many are newer than what comes back. */
    replacedNewer: Count.default(0),
    /** Files that are there and would stay as they are. */
    skipped: Count,
    keptBoth: Count.default(0),
    /** The first hundred, those that lose something newer first. */
    conflicts: z.array(RestoreConflict).max(100).readonly().default([]),
    /** Bytes that are written, without what is there already and the same. */
    bytesToWrite: Count.default(0),
    /** Entries that could not be restored, as far as can be told. */
    problems: Count,
    /** Room where it would go, if it can be told. */
    freeBytes: Count.optional(),
  })
  .readonly();
export type RestorePreview = z.infer<typeof RestorePreview>;
