import type { BlobTable } from "../../repository/index.ts";

/** A blob within bytes that were read. */
export interface PlacedBlob {
  /** Its number in the table. */
  readonly entry: number;
  readonly start: number;
  readonly length: number;
  readonly uncompressedLength: number;
}

/** A stretch of a pack, read at once, and the blobs in it. */
export interface BlobRange {
  readonly pack: number;
  readonly offset: number;
  length: number;
  readonly blobs: PlacedBlob[];
}

/** Bytes between two blobs that are read along rather than asked for separately. */
const MAX_GAP = 64 << 10;
/** Enough to be read well in one piece, and little enough that the threads share the work evenly. */
const MAX_RANGE = 512 << 10;

/**
 * Orders blobs by their places and joins those that lie close together.
 *
 * @param maxBytes of a range with more blobs than one
 */
export function blobRanges(table: BlobTable, entries: Iterable<number>, maxBytes = MAX_RANGE): BlobRange[] {
  const places = Array.from(entries, (entry) => ({ entry, pack: table.packNumber(entry), ...table.place(entry) }));
  places.sort((a, b) => a.pack - b.pack || a.offset - b.offset);
  const ranges: BlobRange[] = [];
  for (const { entry, pack, offset, length, uncompressedLength } of places) {
    const last = ranges.at(-1);
    const start = last === undefined ? 0 : offset - last.offset;
    const isNear = last !== undefined && last.pack === pack && start <= last.length + MAX_GAP;
    if (isNear && start + length <= maxBytes) {
      last.blobs.push({ entry, start, length, uncompressedLength });
      last.length = Math.max(last.length, start + length);
    } else ranges.push({ pack, offset, length, blobs: [{ entry, start: 0, length, uncompressedLength }] });
  }
  return ranges;
}
