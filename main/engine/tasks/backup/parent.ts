import { parseTime } from "../../format/index.ts";
import { findSnapshot, listSnapshots, type Repository, type StoredSnapshot } from "../../repository/index.ts";

export interface ParentWish {
  /** A snapshot to compare with, by the start of its id; without it the newest one that fits. */
  readonly asked?: string;
  readonly hostname: string;
  /** What the new snapshot will hold. */
  readonly paths: readonly string[];
  /** The new snapshot's time, in nanoseconds since 1970. */
  readonly timeNs: bigint;
}

/** The snapshot to compare with: the newest of the same machine that holds all the paths and is not from the future. */
export async function chooseParent(
  repository: Repository,
  wish: ParentWish,
  signal?: AbortSignal,
): Promise<StoredSnapshot | undefined> {
  if (wish.asked !== undefined) return findSnapshot(repository, wish.asked, {}, signal);
  const filter = { hosts: [wish.hostname], paths: wish.paths };
  const snapshots = await listSnapshots(repository, filter, signal);
  return snapshots.filter((snapshot) => parseTime(snapshot.time) <= wish.timeNs).at(-1);
}
