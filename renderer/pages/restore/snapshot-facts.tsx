import { Anchor, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { PlanState, Snapshot, TargetId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { dayInWords, ShortId, sayRich, useNow } from "../../components/index.ts";
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
          {parent === undefined
            ? type
            : sayRich("{type}, compared with <link>that of {when}</link>", {
                type: type ?? say("Made"),
                when: dayInWords(parent.time, now),
                link: (inner) => (
                  <Anchor component={Link} to={paths.restoreSnapshot(targetId, parent.id)} inherit>
                    {inner}
                  </Anchor>
                ),
              })}
        </Text>
      )}
      <Text size="sm" component="span">
        <ShortId id={snapshot.id} of={say("the snapshot")} />
      </Text>
    </Group>
  );
}
