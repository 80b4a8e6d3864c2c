import { useQueryClient } from "@tanstack/react-query";
import type { EntryOrder, PathText, Snapshot, SnapshotEntry } from "../../../shared/model/index.ts";
import { say, spokenLocale } from "../../../shared/words/index.ts";
import { api, client } from "../../client/index.ts";
import { type Pages, usePages } from "../../components/index.ts";
import type { Where } from "../../restore-sheet/index.ts";

export const ENTRIES_PAGE = 200;

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
export function useEntries(where: Where, look: Look): Pages<EntriesPage, SnapshotEntry> {
  return usePages((offset) => questionOf(where, look, offset), ENTRIES_PAGE);
}

/** Asks for the beginning of a folder that is about to be opened, while the page still turns to it. */
export function useEntriesAhead(where: Where): (look: Look) => void {
  const queries = useQueryClient();
  return (look) => void queries.prefetchQuery(questionOf(where, look, 0));
}

function questionOf({ targetId, snapshotId }: Where, { folder, order, direction, match }: Look, offset: number) {
  const filter = match === "" ? {} : { match };
  const input = { targetId, snapshotId, folder, order, direction, offset, limit: ENTRIES_PAGE, ...filter };
  return {
    queryKey: api.snapshots.entries.queryKey({ input }),
    queryFn: ({ signal }: { signal: AbortSignal }) => client.snapshots.entries(input, { signal }),
  };
}

/** When a snapshot was made, as its page is called. */
export function titleOf(snapshot: Snapshot | undefined): string {
  if (snapshot === undefined) return say("Snapshot");
  const when = new Date(snapshot.time).toLocaleString(spokenLocale(), { dateStyle: "long", timeStyle: "short" });
  return say("As of {when}", { when });
}
