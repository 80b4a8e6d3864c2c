import { type Moment, type Snapshot, type SnapshotId, TestAmount } from "../../../shared/model/index.ts";
import type { SnapshotTest } from "../catalog/index.ts";

/** The same list, with when each was last proven to come back. @param tests the oldest first */
export function withProofs(snapshots: readonly Snapshot[], tests: readonly SnapshotTest[]): readonly Snapshot[] {
  const proven = provenAt(tests);
  if (proven.size === 0) return snapshots;
  return snapshots.map((snapshot) => {
    const at = proven.get(snapshot.id);
    return at === undefined ? snapshot : { ...snapshot, provenAt: at };
  });
}

/** As with plans: after a failure only a test of as much as failed proves anything again. */
function provenAt(tests: readonly SnapshotTest[]): ReadonlyMap<SnapshotId, Moment> {
  const proven = new Map<SnapshotId, Moment>();
  const owed = new Map<SnapshotId, number>();
  for (const { snapshotId, at, amount, failures, files, packsRead, snapshotFiles } of tests) {
    const rank = TestAmount.options.indexOf(amount);
    const least = owed.get(snapshotId) ?? 0;
    // It brought nothing back of a snapshot that has files: it says nothing.
    const isMute = failures === 0 && files === 0 && packsRead === 0 && snapshotFiles > 0;
    if (failures > 0) {
      owed.set(snapshotId, Math.max(least, rank));
      proven.delete(snapshotId);
    } else if (!isMute && rank >= least) {
      owed.delete(snapshotId);
      proven.set(snapshotId, at);
    }
  }
  return proven;
}
