import type { RestoreCounts } from "../../engine/index.ts";

/** What a restore did, over all its parts. */
export interface RestoreSums {
  /** With links and devices: whatever is no folder. */
  readonly files: number;
  readonly bytes: number;
  readonly folders: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly keptBoth: number;
}

export const NOTHING_RESTORED: RestoreSums = {
  ...{ files: 0, bytes: 0, folders: 0 },
  ...{ replaced: 0, unchanged: 0, skipped: 0, keptBoth: 0 },
};

export function addCounts(sums: RestoreSums, counts: RestoreCounts): RestoreSums {
  return {
    files: sums.files + counts.files + counts.hardLinks + counts.symlinks + counts.others,
    bytes: sums.bytes + counts.bytes,
    folders: sums.folders + counts.folders,
    replaced: sums.replaced + counts.replaced,
    unchanged: sums.unchanged + counts.unchanged,
    skipped: sums.skipped + counts.skipped,
    keptBoth: sums.keptBoth + counts.keptBoth,
  };
}
