import { useNavigate, useSearch } from "@tanstack/react-router";
import { type PathText, RunId, type SnapshotId, type TargetId } from "../../../shared/model/index.ts";
import { fromAddress, paths, toAddress } from "../../navigation/index.ts";

/** The open folder and the restore that goes on are in the address: Back and reload find them again. */
export function useSnapshotAddress(targetId: TargetId, snapshotId: SnapshotId) {
  const navigate = useNavigate();
  // What is in an address may be anything.
  const search: { folder?: unknown; run?: unknown } = useSearch({ strict: false });
  const to = paths.restoreSnapshot(targetId, snapshotId);
  const folder = fromAddress(search.folder);
  const runId = RunId.safeParse(search.run).data;
  const inAddress = (path: PathText | undefined): Readonly<Record<string, string>> =>
    path === undefined ? {} : { folder: toAddress(path) };
  return {
    ...{ folder, runId },
    open: (path: PathText) => void navigate({ to, search: inAddress(path), resetScroll: false }),
    showRun: (run: RunId | undefined) => {
      const search = { ...inAddress(folder), ...(run === undefined ? {} : { run }) };
      void navigate({ to, search, replace: true, resetScroll: false });
    },
    show: (id: SnapshotId) =>
      void navigate({ to: paths.restoreSnapshot(targetId, id), search: inAddress(folder), resetScroll: false }),
    /** The same folder in another snapshot. */
    ofSnapshot: (id: SnapshotId) => ({ to: paths.restoreSnapshot(targetId, id), search: inAddress(folder) }),
  };
}
