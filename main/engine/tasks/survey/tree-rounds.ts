import type { BlobTable } from "../../repository/index.ts";
import { type BlobRange, blobRanges } from "./blob-ranges.ts";
import { inLanes } from "./lanes.ts";

/** Trees read in one round: their places are put in order, so that packs are read from front to back. */
const TREES_PER_ROUND = 8192;

/**
 * Works through trees, and through those that the work adds to them, until none is left.
 *
 * @param pending numbers of trees in the table
 */
export async function inTreeRounds(
  table: BlobTable,
  pending: number[],
  lanes: number,
  signal: AbortSignal,
  work: (range: BlobRange) => Promise<void>,
): Promise<void> {
  while (pending.length > 0) await inLanes(lanes, blobRanges(table, pending.splice(-TREES_PER_ROUND)), signal, work);
}
