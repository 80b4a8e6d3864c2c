import { Select } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import {
  type PlanState,
  type Snapshot,
  type SnapshotId,
  TargetId,
  type TargetState,
} from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { Answer } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import { ReadAgain } from "./read-again.tsx";
import type { LineTarget } from "./timeline/timeline-line.tsx";
import { TimelinePanel } from "./timeline/timeline-panel.tsx";

interface SnapshotTimelineProps {
  readonly snapshots: UseQueryResult<readonly Snapshot[], Error>;
  readonly targets: readonly TargetState[];
  readonly shownTargetId: TargetId;
  readonly plans: readonly PlanState[];
  readonly currentId: SnapshotId;
  readonly targetOf: (snapshot: Snapshot) => LineTarget;
  readonly isAsking: boolean;
}

/** The timeline of a target, as the agent knows it: also while the target is away. */
export function SnapshotTimeline({ snapshots, targets, shownTargetId, ...props }: SnapshotTimelineProps): ReactNode {
  return (
    <Answer query={snapshots} what={say("Reading the list of snapshots…")}>
      {(all) => (
        <TimelinePanel {...props} snapshots={all} readAgain={<ReadAgain targetId={shownTargetId} isSmall />}>
          {targets.length > 1 && <TargetChoice targets={targets} shown={shownTargetId} />}
        </TimelinePanel>
      )}
    </Answer>
  );
}

interface TargetChoiceProps {
  readonly targets: readonly TargetState[];
  readonly shown: TargetId;
}

/** From which target. */
export function TargetChoice({ targets, shown }: TargetChoiceProps): ReactNode {
  const navigate = useNavigate();
  return (
    <Select
      label={say("From")}
      data={targets.map(({ target }) => ({ value: target.id, label: target.name }))}
      value={shown}
      onChange={(id) => {
        const chosen = TargetId.safeParse(id);
        if (chosen.success) void navigate({ to: paths.restoreTarget(chosen.data) });
      }}
      allowDeselect={false}
    />
  );
}
