import type { Space } from "../../../shared/model/index.ts";

const MB = 1_000_000;
const SHARE = 0.01;
const LEAST = 200 * MB;
const MOST = 2000 * MB;
/** Of a small volume, such as a stick, more than this would make it useless. */
const MOST_SHARE = 0.05;

/**
 * Free bytes of a target's volume below which no backup begins: a hundredth of it, at least 200 MB and at most 2 GB; of a
 * small one never more than a twentieth. So much is enough for what gives room back: a lock, a new list of the largest
 * repositories, and a few packs that are written anew before the old ones go.
 */
export function stopLine(totalBytes: number): number {
  return Math.round(Math.min(Math.max(totalBytes * SHARE, LEAST), totalBytes * MOST_SHARE, MOST));
}

/** Whether backups wait until there is room. What nobody knows stops nothing: a run finds out. */
export function isBelowStopLine(space: Space | undefined): boolean {
  return space !== undefined && space.freeBytes < stopLine(space.totalBytes);
}
