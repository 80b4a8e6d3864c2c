import type { Stats } from "./model.ts";

/** The statistics as the line of restic's `stats --json`. */
export function statsLine({ snapshots, totalSize, files, blobs, compression }: Stats): string {
  return JSON.stringify({
    total_size: totalSize,
    total_uncompressed_size: unlessZero(compression?.uncompressedSize),
    compression_ratio: unlessZero(compression?.ratio),
    compression_progress: unlessZero(compression?.progressPercent),
    compression_space_saving: unlessZero(compression?.spaceSavingPercent),
    total_file_count: unlessZero(files),
    total_blob_count: unlessZero(blobs),
    snapshots_count: snapshots,
  });
}

/** restic leaves out what is zero. */
function unlessZero(value: number | undefined): number | undefined {
  return value === 0 ? undefined : value;
}
