import type { FileSlice, SliceFile } from "./jobs.ts";

/** A folder's new files are stored at once up to this much; the rest becomes slices for all threads. */
export const INLINE_BYTES = 8 << 20;
export const INLINE_FILES = 512;

/** A file that is to be read by a job of its own. */
export interface WaitingFile extends SliceFile {
  readonly bytes: number;
}

/** Cuts the files that wait into portions worth a job each. */
export function slicesOf(waiting: readonly WaitingFile[]): FileSlice[] {
  const slices: FileSlice[] = [];
  let bytes = 0;
  let files: FileSlice["files"][number][] = [];
  for (const { bytes: size, ...file } of waiting) {
    files.push(file);
    bytes += size;
    if (bytes < INLINE_BYTES && files.length < INLINE_FILES) continue;
    slices.push({ files });
    [bytes, files] = [0, []];
  }
  return files.length === 0 ? slices : [...slices, { files }];
}
