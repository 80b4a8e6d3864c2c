import { findSnapshot, listSnapshots, type SnapshotFilter, type StoredSnapshot } from "../repository/index.ts";
import type { OpenRepository } from "./open-repository.ts";

/** Which snapshots a task works on. */
export interface SnapshotChoice {
  /** Ids of snapshots, their beginnings, or `latest`; without any, all that answer to the filter. */
  readonly snapshots?: readonly string[];
  readonly filter?: SnapshotFilter;
}

/**
 * The chosen snapshots, each once: those named in their order, otherwise the oldest first.
 *
 * @throws {SnapshotNotFound} {AmbiguousId}
 */
export async function chosenSnapshots(
  open: OpenRepository,
  { snapshots = [], filter }: SnapshotChoice,
  signal: AbortSignal,
): Promise<readonly StoredSnapshot[]> {
  const chosen = new Map<string, StoredSnapshot>();
  for (const asked of snapshots) {
    const snapshot = await findSnapshot(open.repository, asked, filter, signal);
    chosen.set(snapshot.id, snapshot);
  }
  return snapshots.length > 0 ? [...chosen.values()] : listSnapshots(open.repository, filter, signal);
}

/** The chosen snapshots, and the index loaded after them: in the order that a running backup needs. */
export async function chosenSnapshotsAndIndex(
  open: OpenRepository,
  choice: SnapshotChoice,
  signal: AbortSignal,
): Promise<readonly StoredSnapshot[]> {
  const found = await chosenSnapshots(open, choice, signal);
  await open.loadIndex(signal);
  return found;
}
