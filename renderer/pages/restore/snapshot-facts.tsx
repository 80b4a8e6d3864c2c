import { Anchor, Button, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { PlanState, Snapshot, TargetId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { atInWords, dayInWords, ShortId, sayRich, useNow } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import classes from "./restore.module.css";
import { changeWords, makerOf, typeWord } from "./snapshot-words.ts";

interface SnapshotFactsProps {
  readonly snapshot: Snapshot;
  /** All of the target: the parent is looked up among them. */
  readonly all: readonly Snapshot[];
  readonly plans: readonly PlanState[];
  readonly targetId: TargetId;
}

/** What is known of a snapshot: what made it, how it differs from its parent, what it cost, whether it is proven, its id. */
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
        <Text size="sm" className={classes.wideOnly}>
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
      {snapshot.provenAt !== undefined && (
        <Text size="sm">{say("Came back in a test-restore {when}", { when: atInWords(snapshot.provenAt, now) })}</Text>
      )}
      <Text size="sm" component="span" className={classes.wideOnly}>
        <ShortId id={snapshot.id} of={say("the snapshot")} />
      </Text>
    </Group>
  );
}

interface CompareActionsProps {
  readonly snapshot: Snapshot;
  readonly before: Snapshot | undefined;
  readonly targetId: TargetId;
  readonly isPicking: boolean;
  readonly onPick: (isPicking: boolean) => void;
}

/** The ways to what is different in another snapshot. */
export function CompareActions({ snapshot, before, targetId, isPicking, onPick }: CompareActionsProps): ReactNode {
  return (
    <Group gap="xs">
      {before !== undefined && (
        <Button
          component={Link}
          variant="default"
          size="xs"
          to={paths.compare(targetId)}
          // The router does not know what each page has in its address.
          search={{ before: before.id, after: snapshot.id } as never}
        >
          {say("Compare with the one before")}
        </Button>
      )}
      <Button variant="default" size="xs" aria-pressed={isPicking} onClick={() => onPick(!isPicking)}>
        {isPicking ? say("Do not compare") : say("Compare with another…")}
      </Button>
    </Group>
  );
}
