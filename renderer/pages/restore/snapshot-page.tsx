import { Alert } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type PathText, type Snapshot, SnapshotId, TargetId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Loading, PageFrame } from "../../components/index.ts";
import { paths, startFolder, useParam } from "../../navigation/index.ts";
import { type Chosen, NOTHING, RestoreSheet } from "../../restore-sheet/index.ts";
import { FilePanel } from "./file-panel.tsx";
import classes from "./restore.module.css";
import { SelectionBar } from "./selection-bar.tsx";
import { SnapshotBrowser } from "./snapshot-browser.tsx";
import { CompareActions, SnapshotFacts } from "./snapshot-facts.tsx";
import { SnapshotTimeline } from "./snapshot-timeline.tsx";
import { previousOf } from "./snapshot-words.ts";
import { TargetNotes } from "./target-notes.tsx";
import { titleOf } from "./use-entries.ts";
import { useSnapshotAddress } from "./use-snapshot-address.ts";

/** Snapshots by time, what is in one of them, and the way to get it back. */
export function SnapshotPage(): ReactNode {
  const targetId = useParam("targetId", TargetId);
  const snapshotId = useParam("snapshotId", SnapshotId);
  const snapshots = useQuery(api.snapshots.list.queryOptions({ input: { targetId } }));
  const targets = useQuery(api.targets.list.queryOptions());
  const plans = useQuery(api.plans.list.queryOptions());
  const [isPicking, setIsPicking] = useState(false);
  const address = useSnapshotAddress(targetId, snapshotId);
  const snapshot = snapshots.data?.find(({ id }) => id === snapshotId);
  const target = targets.data?.find((state) => state.target.id === targetId);
  // The folder to begin at is known with the snapshot; an address that names one need not wait.
  const folder = address.folder ?? (snapshots.isPending ? undefined : startFolder(snapshot?.paths ?? []));
  const targetOf = (other: Snapshot) =>
    isPicking && snapshot !== undefined ? comparisonOf(targetId, snapshot, other) : address.ofSnapshot(other.id);
  return (
    <PageFrame
      title={titleOf(snapshot)}
      place={paths.restoreTarget(targetId)}
      isWide
      actions={
        snapshot !== undefined && (
          <CompareActions
            {...{ snapshot, targetId, isPicking, onPick: setIsPicking }}
            before={previousOf(snapshot, snapshots.data ?? [])}
          />
        )
      }
    >
      {target !== undefined && <TargetNotes state={target} />}
      {snapshot !== undefined && (
        <SnapshotFacts snapshot={snapshot} all={snapshots.data ?? []} plans={plans.data ?? []} targetId={targetId} />
      )}
      {isPicking && (
        <Alert color="gray" variant="light" role="status">
          {say("Choose in the timeline which snapshot to compare this one with.")}
        </Alert>
      )}
      <div className={classes.bench}>
        <SnapshotTimeline
          {...{ snapshots, targetOf, isAsking: isPicking, currentId: snapshotId, shownTargetId: targetId }}
          targets={targets.data ?? []}
          plans={plans.data ?? []}
        />
        {folder === undefined ? (
          <Loading what={say("Opening the snapshot…")} />
        ) : (
          <Folder key={targetId} {...{ targetId, snapshotId, folder, address }} />
        )}
      </div>
    </PageFrame>
  );
}

/** The older one first, whichever was chosen first. */
function comparisonOf(targetId: TargetId, one: Snapshot, other: Snapshot) {
  const [before, after] = one.time < other.time ? [one, other] : [other, one];
  return { to: paths.compare(targetId), search: { before: before.id, after: after.id } };
}

interface FolderProps {
  readonly targetId: TargetId;
  readonly snapshotId: SnapshotId;
  readonly folder: string;
  readonly address: ReturnType<typeof useSnapshotAddress>;
}

/** The open folder, what is chosen in this snapshot, and its restore. */
function Folder({ targetId, snapshotId, folder, address }: FolderProps): ReactNode {
  const [choice, setChoice] = useState<{ readonly of: SnapshotId; readonly chosen: Chosen }>({
    ...{ of: snapshotId, chosen: NOTHING },
  });
  const [isRestoring, setIsRestoring] = useState(false);
  const [file, setFile] = useState<PathText>();
  const isBeside = useMediaQuery("(min-width: 1400px)") === true && file !== undefined;
  const where = { targetId, snapshotId };
  const isOfThis = choice.of === snapshotId;
  // Whoever comes back to the snapshot finds it again.
  const chosen = isOfThis ? choice.chosen : NOTHING;
  const setChosen = (next: Chosen): void => setChoice({ of: snapshotId, chosen: next });
  return (
    <div className={classes.middle} data-file={isBeside || undefined}>
      <div className={classes.folder}>
        <SnapshotBrowser {...{ where, folder, chosen, onFolder: address.open, onChosen: setChosen, onFile: setFile }} />
        <SelectionBar
          chosen={chosen}
          targetId={targetId}
          isElsewhere={!isOfThis && choice.chosen.size > 0}
          onClear={() => setChosen(NOTHING)}
          onRestore={() => setIsRestoring(true)}
        />
      </div>
      {isBeside && <FilePanel where={where} path={file} onSnapshot={address.show} />}
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
    </div>
  );
}
