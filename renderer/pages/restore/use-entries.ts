import type {
  EntryOrder,
  PathText,
  Snapshot,
  SnapshotEntry,
  SnapshotId,
  TargetId,
} from "../../../shared/model/index.ts";
import { say, spokenLocale } from "../../../shared/words/index.ts";
import { api, client } from "../../client/index.ts";
import { type Pages, usePages } from "../../components/index.ts";

export const ENTRIES_PAGE = 200;
/** As many as one call gives. */
const MOST = 1000;

/** A snapshot on a target. */
export interface Where {
  readonly targetId: TargetId;
  readonly snapshotId: SnapshotId;
}

/** How a folder is looked at. */
export interface Look {
  readonly folder: PathText;
  readonly order: EntryOrder;
  readonly direction: "up" | "down";
  readonly match: string;
}

interface EntriesPage {
  readonly entries: readonly SnapshotEntry[];
  readonly total: number;
  readonly files: number;
  readonly bytes: number;
}

/** A folder of a snapshot, read in pages as one scrolls. It never changes, so what was read once is kept. */
export function useEntries({ targetId, snapshotId }: Where, look: Look): Pages<EntriesPage, SnapshotEntry> {
  const { folder, order, direction, match } = look;
  return usePages((offset) => {
    const filter = match === "" ? {} : { match };
    const input = { targetId, snapshotId, folder, order, direction, offset, limit: ENTRIES_PAGE, ...filter };
    return {
      queryKey: api.snapshots.entries.queryKey({ input }),
      queryFn: ({ signal }: { signal: AbortSignal }) => client.snapshots.entries(input, { signal }),
    };
  }, ENTRIES_PAGE);
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

/** When a snapshot was made, as its page is called. */
export function titleOf(snapshot: Snapshot | undefined): string {
  if (snapshot === undefined) return say("Snapshot");
  const when = new Date(snapshot.time).toLocaleString(spokenLocale(), { dateStyle: "long", timeStyle: "short" });
  return say("As of {when}", { when });
}
