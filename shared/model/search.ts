import { z } from "zod";
import { Count, Moment, PathText } from "./basics.ts";
import { PlanId, SnapshotId, TargetId } from "./ids.ts";
import { EntryType } from "./snapshot.ts";

/** A path that some snapshots have, found by its name. */
export const SearchHit = z
  .object({
    targetId: TargetId,
    planId: PlanId.optional(),
    /** Within the snapshot. */
    path: PathText,
    type: EntryType,
    /** Contents that differ, over all snapshots. */
    versions: Count,
    /** The newest snapshot that has it; the newest content is there. */
    snapshotId: SnapshotId,
    snapshotAt: Moment,
    bytes: Count.optional(),
    modified: Moment.optional(),
    /** Newer snapshots of the same plan do not have it. */
    isGone: z.boolean(),
  })
  .readonly();
export type SearchHit = z.infer<typeof SearchHit>;

/** How much of all snapshots the index of names has. */
export const SearchState = z
  .object({
    snapshots: Count,
    snapshotsIndexed: Count,
    isIndexing: z.boolean(),
    /** Different paths, and contents of theirs. */
    paths: Count,
    versions: Count,
  })
  .readonly();
export type SearchState = z.infer<typeof SearchState>;

export const SearchResults = z
  .object({
    /** The best first: whole names before parts of names, those still there before those gone, newer before older. */
    hits: z.array(SearchHit).readonly(),
    hasMore: z.boolean(),
    /** So much has a name like this that only a part of it was looked at. */
    isCut: z.boolean(),
    state: SearchState,
  })
  .readonly();
export type SearchResults = z.infer<typeof SearchResults>;

/** One content of a file, and the snapshots that have it one after the other. */
export const FileVersion = z
  .object({
    /** The newest first. */
    snapshots: z
      .array(z.object({ id: SnapshotId, time: Moment }).readonly())
      .min(1)
      .readonly(),
    type: EntryType,
    bytes: Count.optional(),
    modified: Moment.optional(),
  })
  .readonly();
export type FileVersion = z.infer<typeof FileVersion>;

export const ChangeKind = z.enum(["added", "removed", "changed", "metadata", "type"]);
export type ChangeKind = z.infer<typeof ChangeKind>;

/** What is different at a path between two snapshots. */
export const SnapshotChange = z
  .object({
    path: PathText,
    kind: ChangeKind,
    type: EntryType,
    bytesBefore: Count.optional(),
    bytesAfter: Count.optional(),
  })
  .readonly();
export type SnapshotChange = z.infer<typeof SnapshotChange>;

export const SnapshotChanges = z
  .object({
    changes: z.array(SnapshotChange).readonly(),
    /** Of all changes, also beyond this page. */
    counts: z.object({ added: Count, removed: Count, changed: Count, metadata: Count, type: Count }).readonly(),
    bytesAdded: Count,
    bytesRemoved: Count,
    /** As many can be paged through: those kept that are of the kind asked for. */
    listed: Count,
    /** Of very many the first hundred thousand are kept; the counts are right. */
    isCut: z.boolean(),
  })
  .readonly();
export type SnapshotChanges = z.infer<typeof SnapshotChanges>;

/** A look at a file in a snapshot, without restoring it. */
export const FileLook = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string(), isCut: z.boolean(), bytes: Count }).readonly(),
  /** The picture itself, in base64; only kinds that a browser draws and that run nothing. */
  z
    .object({
      kind: z.literal("image"),
      mediaType: z.enum(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"]),
      base64: z.string(),
      bytes: Count,
    })
    .readonly(),
  /** Neither, or too large to look at. */
  z.object({ kind: z.literal("none"), reason: z.enum(["too-large", "not-shown", "no-file"]), bytes: Count }).readonly(),
]);
export type FileLook = z.infer<typeof FileLook>;
