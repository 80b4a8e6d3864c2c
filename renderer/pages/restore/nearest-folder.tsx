import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { hasCode } from "../../../shared/errors/index.ts";
import type { PathText } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { client } from "../../client/index.ts";
import { baseName, ErrorNote, Loading, parentOf } from "../../components/index.ts";
import type { Where } from "../../restore-sheet/index.ts";

interface NearestFolderProps {
  readonly where: Where;
  /** That the snapshot does not have. */
  readonly folder: PathText;
  readonly onFound: (folder: PathText) => void;
}

/** Whether a folder could not be read because the snapshot has none of that name. */
export function isNotThere(error: unknown): boolean {
  return hasCode(error, "trees/path-not-found") || hasCode(error, "trees/not-a-folder");
}

/** Looks for the nearest folder above one that a snapshot does not have. */
export function NearestFolder({ where, folder, onFound }: NearestFolderProps): ReactNode {
  const { targetId, snapshotId } = where;
  const nearest = useQuery({
    queryKey: ["restore", "nearest-folder", targetId, snapshotId, folder],
    queryFn: ({ signal }) => nearestAbove(where, folder, signal),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once
  useEffect(() => {
    if (nearest.data !== undefined) onFound(nearest.data);
  }, [nearest.data]);
  if (nearest.error !== null) {
    return (
      <ErrorNote error={nearest.error} action={{ label: say("Try again"), onClick: () => void nearest.refetch() }} />
    );
  }
  return <Loading what={say("Looking for {folder}…", { folder: baseName(folder) })} />;
}

/** The top is in every snapshot. */
async function nearestAbove({ targetId, snapshotId }: Where, folder: PathText, signal: AbortSignal): Promise<PathText> {
  for (let path = parentOf(folder); path !== undefined && path !== "/"; path = parentOf(path)) {
    try {
      await client.snapshots.entries({ targetId, snapshotId, folder: path, limit: 1 }, { signal });
      return path;
    } catch (error) {
      if (!isNotThere(error)) throw error;
    }
  }
  return "/";
}
