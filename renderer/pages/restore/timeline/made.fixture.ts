import type { Snapshot, SnapshotId } from "../../../../shared/model/index.ts";

/** A snapshot of a moment, as in `2026-03-09 14:10`; only its time and id matter here. */
export function madeAt(moment: string, facts: Partial<Snapshot> = {}): Snapshot {
  const time = new Date(moment.replace(" ", "T")).getTime();
  return { id: moment as SnapshotId, time, hostname: "ada-laptop", username: "ada", paths: [], tags: [], ...facts };
}
