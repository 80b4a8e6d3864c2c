import { Anchor, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { PlanState, Snapshot, TargetId } from "../../../shared/model/index.ts";
import { atInWords, ShortId, useNow } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import { changeWords, makerOf, typeWord } from "./by-day.ts";

interface SnapshotFactsProps {
  readonly snapshot: Snapshot;
  /** All of the target: the parent is looked up among them. */
  readonly all: readonly Snapshot[];
  readonly plans: readonly PlanState[];
  readonly targetId: TargetId;
}

/** What is known of a snapshot: what made it, how it differs from its parent, what it cost, its id. */
export function SnapshotFacts({ snapshot, all, plans, targetId }: SnapshotFactsProps): ReactNode {
  const now = useNow();
  const parent = all.find(({ id }) => id === snapshot.parent);
  const type = typeWord(snapshot);
  return (
    <Group gap="xs" c="dimmed">
      <Text size="sm">
        {[makerOf(snapshot, plans), changeWords(snapshot)].filter((words) => words !== "").join(": ")}
      </Text>
      {(type !== undefined || parent !== undefined) && (
        <Text size="sm">
          {type ?? "Made"}
          {parent !== undefined && (
            <>
              , compared with{" "}
              <Anchor component={Link} to={paths.restoreSnapshot(targetId, parent.id)} inherit>
                that of {atInWords(parent.time, now).replace(/^on /, "")}
              </Anchor>
            </>
          )}
        </Text>
      )}
      <Text size="sm" component="span">
        <ShortId id={snapshot.id} of="the snapshot" />
      </Text>
    </Group>
  );
}
