import { Anchor, Group } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { type PathText, RunId, SnapshotId, TargetId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Loading, PageFrame } from "../../components/index.ts";
import { fromAddress, paths, startFolder, toAddress, useParam } from "../../navigation/index.ts";
import { type Chosen, NOTHING, RestoreSheet } from "../../restore-sheet/index.ts";
import { SelectionBar } from "./selection-bar.tsx";
import { SnapshotBrowser } from "./snapshot-browser.tsx";
import { SnapshotFacts } from "./snapshot-facts.tsx";
import { TargetNotes } from "./target-notes.tsx";
import { titleOf } from "./use-entries.ts";

/** What is in a snapshot, and the way to get it back. */
export function SnapshotPage(): ReactNode {
  const targetId = useParam("targetId", TargetId);
  const snapshotId = useParam("snapshotId", SnapshotId);
  const snapshots = useQuery(api.snapshots.list.queryOptions({ input: { targetId } }));
  const targets = useQuery(api.targets.list.queryOptions());
  const plans = useQuery(api.plans.list.queryOptions());
  const snapshot = snapshots.data?.find(({ id }) => id === snapshotId);
  const target = targets.data?.find((state) => state.target.id === targetId);
  const address = useAddress(targetId, snapshotId);
  const [chosen, setChosen] = useState<Chosen>(NOTHING);
  const [isRestoring, setIsRestoring] = useState(false);
  // The folder to begin at is known with the snapshot; an address that names one need not wait.
  const folder = address.folder ?? (snapshots.isPending ? undefined : startFolder(snapshot?.paths ?? []));
  const where = { targetId, snapshotId };
  return (
    <PageFrame
      title={titleOf(snapshot)}
      isWide
      above={
        <Anchor component={Link} to={paths.restoreTarget(targetId)} size="sm">
          <Group gap={2} component="span">
            <IconChevronLeft size={16} aria-hidden />
            {target === undefined
              ? say("All snapshots")
              : say("All snapshots on {target}", { target: target.target.name })}
          </Group>
        </Anchor>
      }
    >
      {target !== undefined && <TargetNotes state={target} />}
      {snapshot !== undefined && (
        <SnapshotFacts snapshot={snapshot} all={snapshots.data ?? []} plans={plans.data ?? []} targetId={targetId} />
      )}
      {folder === undefined ? (
        <Loading what={say("Opening the snapshot…")} />
      ) : (
        <SnapshotBrowser where={where} folder={folder} onFolder={address.open} chosen={chosen} onChosen={setChosen} />
      )}
      <SelectionBar chosen={chosen} onClear={() => setChosen(NOTHING)} onRestore={() => setIsRestoring(true)} />
      <RestoreSheet
        isOpen={isRestoring || address.runId !== undefined}
        {...{ where, chosen, runId: address.runId }}
        onStarted={(runId) => {
          setChosen(NOTHING);
          setIsRestoring(false);
          address.showRun(runId);
        }}
        onClose={() => {
          setIsRestoring(false);
          if (address.runId !== undefined) address.showRun(undefined);
        }}
      />
    </PageFrame>
  );
}

/** The open folder and the restore that goes on are in the address: Back and reload find them again. */
function useAddress(targetId: TargetId, snapshotId: SnapshotId) {
  const navigate = useNavigate();
  // What is in an address may be anything.
  const search: { folder?: unknown; run?: unknown } = useSearch({ strict: false });
  const to = paths.restoreSnapshot(targetId, snapshotId);
  const folder = fromAddress(search.folder);
  const runId = RunId.safeParse(search.run).data;
  const inAddress = (path: PathText | undefined) => (path === undefined ? {} : { folder: toAddress(path) });
  return {
    ...{ folder, runId },
    open: (path: PathText) => void navigate({ to, search: inAddress(path), resetScroll: false }),
    showRun: (run: RunId | undefined) => {
      const search = { ...inAddress(folder), ...(run === undefined ? {} : { run }) };
      void navigate({ to, search, replace: true, resetScroll: false });
    },
  };
}
