import type { SnapshotSummary } from "../../format/index.ts";
import type { BackupCounter, TreeFigures } from "./jobs.ts";

type Totals = Readonly<Record<BackupCounter, number>>;

/** What a walk found, whether or not it had to look at everything. */
export interface WalkFigures
  extends Pick<
    SnapshotSummary,
    | "filesNew"
    | "filesChanged"
    | "filesUnmodified"
    | "dirsNew"
    | "dirsChanged"
    | "dirsUnmodified"
    | "totalFilesProcessed"
    | "totalBytesProcessed"
  > {}

/** The figures of a walk that looked at everything. */
export function countedFigures(counted: Totals): WalkFigures {
  const { filesNew, filesChanged, filesUnmodified, dirsNew, dirsChanged, dirsUnmodified, bytesDone } = counted;
  return {
    ...{ filesNew, filesChanged, filesUnmodified, dirsNew, dirsChanged, dirsUnmodified },
    totalFilesProcessed: filesNew + filesChanged + filesUnmodified,
    totalBytesProcessed: bytesDone,
  };
}

/**
 * The figures of a walk that took over folders whole: what the parent has, less what it had in the folders that were looked
 * into, plus what they have now. Equal to those of a walk that looks at everything.
 *
 * @param removed what is in trees of the parent whose folders are no more
 * @returns undefined when the parent's own figures cannot be right
 */
export function derivedFigures(
  counted: Totals,
  parent: SnapshotSummary,
  removed: TreeFigures,
): WalkFigures | undefined {
  const { filesNew, filesChanged, filesUnmodified, dirsNew, dirsChanged, bytesDone } = counted;
  const parentFolders = parent.dirsNew + parent.dirsChanged + parent.dirsUnmodified;
  const keptFiles = parent.totalFilesProcessed - counted.filesBefore - removed.files;
  const keptBytes = parent.totalBytesProcessed - counted.bytesBefore - removed.bytes;
  const folders = parentFolders - counted.dirsRemoved - removed.folders;
  const dirsUnmodified = folders - dirsChanged;
  if (keptFiles < 0 || keptBytes < 0 || dirsUnmodified < counted.dirsUnmodified) return undefined;
  return {
    ...{ filesNew, filesChanged, filesUnmodified: keptFiles + filesUnmodified, dirsNew, dirsChanged, dirsUnmodified },
    totalFilesProcessed: keptFiles + filesNew + filesChanged + filesUnmodified,
    totalBytesProcessed: keptBytes + bytesDone,
  };
}

/** How many files of the parent are no more. */
export function removedFiles({ totalFilesProcessed, filesNew }: WalkFigures, parent: SnapshotSummary): number {
  return Math.max(0, parent.totalFilesProcessed + filesNew - totalFilesProcessed);
}
