import type { Snapshot } from "../../../shared/model/index.ts";

/** The same list, with how many of its parent's files each snapshot does not have any more, where that parent is in it. */
export function withFilesRemoved(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  const files = new Map(snapshots.map(({ id, files }) => [id, files]));
  return snapshots.map((snapshot) => {
    const before = snapshot.parent === undefined ? undefined : files.get(snapshot.parent);
    if (before === undefined || snapshot.files === undefined || snapshot.filesNew === undefined) return snapshot;
    return { ...snapshot, filesRemoved: Math.max(0, before + snapshot.filesNew - snapshot.files) };
  });
}
