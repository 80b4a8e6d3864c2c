import type { BackupFigures, Run, Snapshot } from "../../../shared/model/index.ts";
import type { RunChange } from "./judge.ts";

/** A backup that made a snapshot. */
export interface MadeSnapshot {
  readonly at: number;
  readonly figures: BackupFigures;
  readonly snapshotId: NonNullable<Run["snapshotId"]>;
}

/** The runs that made a snapshot, in the order given. */
export function madeSnapshots(runs: readonly Run[]): MadeSnapshot[] {
  return runs.flatMap(({ figures, snapshotId, endedAt }) => {
    if (figures?.kind !== "backup" || snapshotId === undefined || endedAt === undefined) return [];
    return [{ at: endedAt, figures, snapshotId }];
  });
}

/**
 * What a run saw, beside what there was before it.
 *
 * A differential run counts from the last full one: what it says of new and removed files was mostly seen by other runs.
 * Of it only the number of files is compared with what there was before.
 */
export function runChange(figures: BackupFigures, before: Pick<Snapshot, "files" | "bytes">): RunChange {
  const { files: filesBefore = 0, bytes: bytesBefore = 0 } = before;
  const { files, bytes, filesChanged, bytesAdded, bytesStored } = figures;
  return {
    ...{ filesBefore, bytesBefore, filesChanged, bytes, bytesAdded, bytesStored },
    ...cameAndWent(figures, files - filesBefore),
  };
}

function cameAndWent(
  { mode, filesNew, filesRemoved }: BackupFigures,
  grown: number,
): Pick<RunChange, "filesNew" | "filesRemoved"> {
  if (mode === "differential") return { filesNew: Math.max(0, grown), filesRemoved: Math.max(0, -grown) };
  return { filesNew, filesRemoved: filesRemoved ?? Math.max(0, filesNew - grown) };
}

/** The changes of runs, each beside the one before it; the oldest has none to be compared with and added all it had. */
export function changesOf(made: readonly MadeSnapshot[]): RunChange[] {
  return made.map(({ figures }, at) => runChange(figures, made[at + 1]?.figures ?? {}));
}
