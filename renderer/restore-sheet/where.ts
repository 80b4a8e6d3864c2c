import type { PathText, SnapshotId, TargetId } from "../../shared/model/index.ts";
import { client } from "../client/index.ts";

/** As many as one call gives. */
const MOST = 1000;

/** A snapshot on a target. */
export interface Where {
  readonly targetId: TargetId;
  readonly snapshotId: SnapshotId;
}

/** Reads all names in a folder that contain a text. */
export async function namesIn(
  { targetId, snapshotId }: Where,
  folder: PathText,
  match: string,
  signal: AbortSignal,
): Promise<readonly PathText[]> {
  const names: PathText[] = [];
  const filter = match === "" ? {} : { match };
  for (;;) {
    const input = { targetId, snapshotId, folder, offset: names.length, limit: MOST, ...filter };
    const { entries, total } = await client.snapshots.entries(input, { signal });
    names.push(...entries.map(({ name }) => name));
    if (entries.length === 0 || names.length >= total) return names;
  }
}
