import type { FileInRange, RangeToWrite } from "./jobs.ts";
import type { PackRange } from "./plan.ts";
import type { BlobUse, PlannedFile } from "./planned-file.ts";

/** How many of these uses each file has; files that are in place or given up are left out. */
export function usesByFile(uses: readonly BlobUse[]): Map<PlannedFile, number> {
  const counts = new Map<PlannedFile, number>();
  for (const { file } of uses) if (!file.isDone) counts.set(file, (counts.get(file) ?? 0) + 1);
  return counts;
}

/** Whether these uses are all that a file still needs and nothing of it was written yet. */
export function isWhole(file: PlannedFile, uses: number): boolean {
  return file.begun === undefined && uses === file.remaining;
}

/** Files that need more than one of these ranges, or more than these ranges. */
export function spreadFiles(ranges: readonly PackRange<BlobUse>[]): Set<PlannedFile> {
  const spread = new Set<PlannedFile>();
  for (const { uses } of ranges) {
    for (const [file, count] of usesByFile(uses)) if (!isWhole(file, count)) spread.add(file);
  }
  return spread;
}

/**
 * What a thread is told to write.
 *
 * @param counts the files of these uses; those that are not whole have a temporary file
 */
export function rangeInput(
  range: PackRange<BlobUse>,
  bytes: ArrayBuffer,
  uses: readonly BlobUse[],
  counts: ReadonlyMap<PlannedFile, number>,
): RangeToWrite {
  const numbers = new Map([...counts.keys()].map((file, number) => [file, number]));
  return {
    ...{ bytes, offset: range.offset },
    files: [...counts].map(([file, count]) => fileInRange(file, count)),
    entries: Int32Array.from(uses, ({ entry }) => entry),
    fileNumbers: Int32Array.from(uses, ({ file }) => numbers.get(file) ?? -1),
    positions: Float64Array.from(uses, ({ position }) => position),
  };
}

function fileInRange(file: PlannedFile, uses: number): FileInRange {
  const { path, node, size, tempPath } = file;
  if (isWhole(file, uses)) return { path, uses, target: { kind: "whole", size, node } };
  if (tempPath === undefined) throw new Error("a part of a file came before its temporary file");
  return { path, uses, target: { kind: "part", tempPath } };
}
