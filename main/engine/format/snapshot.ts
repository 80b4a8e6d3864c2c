import { Fields } from "./fields.ts";
import type { BlobId, SnapshotId } from "./ids.ts";
import { parseJson } from "./json-parse.ts";
import { jsonObject, jsonTexts, orNothing } from "./json-write.ts";
import { present } from "./present.ts";
import type { TimeText } from "./time.ts";

/** What a backup did; written by restic since 0.17. */
export interface SnapshotSummary {
  readonly backupStart: TimeText;
  readonly backupEnd: TimeText;
  readonly filesNew: number;
  readonly filesChanged: number;
  readonly filesUnmodified: number;
  readonly dirsNew: number;
  readonly dirsChanged: number;
  readonly dirsUnmodified: number;
  /** New blobs. */
  readonly dataBlobs: number;
  readonly treeBlobs: number;
  /** Plaintext bytes of the new blobs, and the bytes they take in packs. */
  readonly dataAdded: number;
  readonly dataAddedPacked: number;
  readonly totalFilesProcessed: number;
  readonly totalBytesProcessed: number;
}

/** One backup: a tree and where, when and by whom it was made. */
export interface Snapshot {
  /** When the backup began. */
  readonly time: TimeText;
  /** The snapshot it was compared with. For information: every snapshot is complete by itself. */
  readonly parent?: SnapshotId;
  readonly tree: BlobId;
  /** Absolute form of each target as text, in the order given. */
  readonly paths: readonly string[];
  readonly hostname?: string;
  readonly username?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly excludes?: readonly string[];
  readonly tags?: readonly string[];
  /** The first form of a snapshot whose metadata were changed. */
  readonly original?: SnapshotId;
  readonly programVersion?: string;
  readonly summary?: SnapshotSummary;
}

const OBJECT = "snapshot";

export function encodeSnapshot(snapshot: Snapshot): Buffer {
  const json = jsonObject({
    time: snapshot.time,
    parent: snapshot.parent,
    tree: snapshot.tree,
    paths: jsonTexts(snapshot.paths),
    hostname: orNothing(snapshot.hostname),
    username: orNothing(snapshot.username),
    uid: orNothing(snapshot.uid),
    gid: orNothing(snapshot.gid),
    excludes: snapshot.excludes,
    tags: snapshot.tags,
    original: snapshot.original,
    program_version: orNothing(snapshot.programVersion),
    summary: snapshot.summary && { raw: jsonObject(summaryFields(snapshot.summary)) },
  });
  return Buffer.from(json, "utf8");
}

/** @throws {DamagedObject} not a snapshot */
export function decodeSnapshot(bytes: Uint8Array): Snapshot {
  const fields = new Fields(OBJECT, parseJson(OBJECT, bytes));
  return {
    time: fields.time("time"),
    tree: fields.id<BlobId>("tree"),
    paths: fields.optionalTexts("paths") ?? [],
    ...present({
      parent: fields.optionalId<SnapshotId>("parent"),
      hostname: fields.optionalText("hostname"),
      username: fields.optionalText("username"),
      uid: fields.optionalCount("uid"),
      gid: fields.optionalCount("gid"),
      excludes: fields.optionalTexts("excludes"),
      tags: fields.optionalTexts("tags"),
      original: fields.optionalId<SnapshotId>("original"),
      programVersion: fields.optionalText("program_version"),
      summary: decodeSummary(fields.raw("summary")),
    }),
  };
}

/** A summary under the names that the format gives its fields. */
export function summaryFields(summary: SnapshotSummary): Readonly<Record<string, string | number>> {
  return {
    backup_start: summary.backupStart,
    backup_end: summary.backupEnd,
    files_new: summary.filesNew,
    files_changed: summary.filesChanged,
    files_unmodified: summary.filesUnmodified,
    dirs_new: summary.dirsNew,
    dirs_changed: summary.dirsChanged,
    dirs_unmodified: summary.dirsUnmodified,
    data_blobs: summary.dataBlobs,
    tree_blobs: summary.treeBlobs,
    data_added: summary.dataAdded,
    data_added_packed: summary.dataAddedPacked,
    total_files_processed: summary.totalFilesProcessed,
    total_bytes_processed: summary.totalBytesProcessed,
  };
}

function decodeSummary(value: unknown): SnapshotSummary | undefined {
  if (value === undefined) return undefined;
  const fields = new Fields(OBJECT, value);
  const count = (field: string) => fields.optionalCount(field) ?? 0;
  return {
    backupStart: fields.time("backup_start"),
    backupEnd: fields.time("backup_end"),
    filesNew: count("files_new"),
    filesChanged: count("files_changed"),
    filesUnmodified: count("files_unmodified"),
    dirsNew: count("dirs_new"),
    dirsChanged: count("dirs_changed"),
    dirsUnmodified: count("dirs_unmodified"),
    dataBlobs: count("data_blobs"),
    treeBlobs: count("tree_blobs"),
    dataAdded: count("data_added"),
    dataAddedPacked: count("data_added_packed"),
    totalFilesProcessed: count("total_files_processed"),
    totalBytesProcessed: count("total_bytes_processed"),
  };
}
