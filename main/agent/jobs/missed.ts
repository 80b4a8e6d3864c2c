import type { PathText, SnapshotId } from "../../../shared/model/index.ts";
import { type BackupResult, toPathText } from "../../engine/index.ts";
import type { ChangedSince } from "../journal/index.ts";
import type { JobDeps } from "./deps.ts";
import type { PreparedBackup } from "./prepared-backup.ts";

/** Folders with changes that nobody had told. */
export interface Missed {
  readonly count: number;
  readonly example?: PathText;
}

/**
 * What a verifying walk found untold, less what changed while it went on: that was told meanwhile, and counts for the
 * next run.
 *
 * @param snapshotId the one that changes count from by now
 */
export async function missedBefore(
  { standing, plan }: PreparedBackup,
  missed: BackupResult["missed"],
  snapshotId: SnapshotId | undefined,
  { changes }: JobDeps,
): Promise<Missed | undefined> {
  if (missed === undefined || standing === undefined || snapshotId === undefined || changes === undefined) return;
  await changes.settle();
  const { position: _, ...key } = standing;
  const since = changes.since({ ...key, snapshotId, folders: plan.folders });
  // Of more than the first thousand only the number is known: they count.
  const told = missed.first.map(toPathText).filter((path) => since === undefined || isCovered(path, since));
  const example = missed.first.map(toPathText).find((path) => !told.includes(path));
  return { count: missed.count - told.length, ...(example === undefined ? {} : { example }) };
}

function isCovered(path: PathText, { folders, trees }: ChangedSince): boolean {
  return folders.includes(path) || trees.some((tree) => path === tree || path.startsWith(`${tree}/`));
}
