import type {
  ChangeKind,
  PathText,
  SnapshotChange,
  SnapshotChanges,
  SnapshotId,
  TargetId,
} from "../../../../shared/model/index.ts";
import { client } from "../../../client/index.ts";
import { type Pages, usePages } from "../../../components/index.ts";

const CHANGES_PAGE = 200;

/** Two snapshots of a target, and what of them is compared. */
export interface Comparison {
  readonly targetId: TargetId;
  readonly before: SnapshotId;
  readonly after: SnapshotId;
  /** Only what is in it. */
  readonly folder: PathText | undefined;
}

export interface ChangesPage extends SnapshotChanges {
  readonly entries: readonly SnapshotChange[];
  readonly total: number;
}

/** What differs, read in pages as one scrolls. Snapshots never change, so what was read once is kept. */
export function useChanges(
  { targetId, before, after, folder }: Comparison,
  kind: ChangeKind | undefined,
): Pages<ChangesPage, SnapshotChange> {
  return usePages((offset) => {
    const wanted = { ...(folder === undefined ? {} : { folder }), ...(kind === undefined ? {} : { kind }) };
    const input = { targetId, before, after, offset, limit: CHANGES_PAGE, ...wanted };
    return {
      queryKey: ["restore", "compare", input],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<ChangesPage> => {
        const page = await client.search.compare(input, { signal });
        return { ...page, entries: page.changes, total: page.listed };
      },
    };
  }, CHANGES_PAGE);
}
