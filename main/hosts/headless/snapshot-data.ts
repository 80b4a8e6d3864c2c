import type { StoredSnapshot } from "../../engine/index.ts";

type Summary = NonNullable<StoredSnapshot["summary"]>;

/** A snapshot with restic's keys, in restic's order. */
export function snapshotData(snapshot: StoredSnapshot): Readonly<Record<string, unknown>> {
  const { time, parent, tree, paths, hostname, username, uid, gid, excludes, tags, original, summary, id } = snapshot;
  return {
    ...{ time, parent, tree, paths, hostname, username },
    ...{ uid: uid || undefined, gid: gid || undefined, excludes, tags, original },
    program_version: snapshot.programVersion,
    summary: summary === undefined ? undefined : summaryData(summary),
    ...{ id, short_id: id.slice(0, 8) },
  };
}

function summaryData(summary: Summary): Readonly<Record<string, unknown>> {
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
