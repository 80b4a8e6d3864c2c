import type { StoredSnapshot } from "../../repository/index.ts";
import { chosenSnapshots, type SnapshotChoice } from "../chosen-snapshots.ts";
import type { OpenRepository } from "../open-repository.ts";
import { readLocked } from "../reading.ts";
import type { ReadOptions } from "../task-options.ts";

export interface SnapshotsOptions extends ReadOptions, SnapshotChoice {}

/**
 * The snapshots of a repository: those named in their order, otherwise the oldest first.
 *
 * @throws {SnapshotNotFound} {AmbiguousId}
 */
export function snapshots(open: OpenRepository, options: SnapshotsOptions = {}): Promise<readonly StoredSnapshot[]> {
  return readLocked(open, options, (signal) => chosenSnapshots(open, options, signal));
}
