import type { BlobTable } from "../../repository/index.ts";
import type { TreePlace } from "./jobs.ts";

/** A stretch of a pack, read at once, and the trees in it. */
export interface TreeRange {
  readonly pack: number;
  readonly offset: number;
  length: number;
  readonly trees: TreePlace[];
}

/** Bytes between two trees that are read along rather than asked for separately. */
const MAX_GAP = 64 << 10;
/** Enough to be read well in one piece, and little enough that the threads share the work evenly. */
const MAX_RANGE = 512 << 10;

/** Orders trees by their places and joins those that lie close together. */
export function treeRanges(table: BlobTable, entries: readonly number[]): TreeRange[] {
  const places = entries.map((entry) => ({ entry, pack: table.packNumber(entry), ...table.place(entry) }));
  places.sort((a, b) => a.pack - b.pack || a.offset - b.offset);
  const ranges: TreeRange[] = [];
  for (const { entry, pack, offset, length, uncompressedLength } of places) {
    const last = ranges.at(-1);
    const start = last === undefined ? 0 : offset - last.offset;
    const isNear = last !== undefined && last.pack === pack && start <= last.length + MAX_GAP;
    if (isNear && start + length <= MAX_RANGE) {
      last.trees.push({ entry, start, length, uncompressedLength });
      last.length = Math.max(last.length, start + length);
    } else ranges.push({ pack, offset, length, trees: [{ entry, start: 0, length, uncompressedLength }] });
  }
  return ranges;
}
