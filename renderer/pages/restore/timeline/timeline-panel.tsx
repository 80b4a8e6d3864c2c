import { Button, Collapse, Group, Select, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import type { PlanState, Snapshot, SnapshotId } from "../../../../shared/model/index.ts";
import { say } from "../../../../shared/words/index.ts";
import { atInWords, useNow } from "../../../components/index.ts";
import classes from "../restore.module.css";
import { plansIn } from "../snapshot-words.ts";
import { Timeline } from "./timeline.tsx";
import type { LineTarget } from "./timeline-line.tsx";

interface TimelinePanelProps {
  /** All of the target, the newest first. */
  readonly snapshots: readonly Snapshot[];
  readonly plans: readonly PlanState[];
  readonly currentId: SnapshotId | undefined;
  readonly targetOf: (snapshot: Snapshot) => LineTarget;
  /** Somebody is asked to choose one: it is open in any case. */
  readonly isAsking: boolean;
  /** Beside the number of snapshots: reads the list anew. */
  readonly readAgain: ReactNode;
  /** Above the list: other targets to choose from. */
  readonly children?: ReactNode;
}

/** The timeline beside the folder; in a narrow window a button that says when, and opens it. */
export function TimelinePanel(props: TimelinePanelProps): ReactNode {
  const isNarrow = useMediaQuery("(max-width: 900px)", false, { getInitialValueInEffect: false });
  return isNarrow ? <Folded {...props} /> : <Content {...props} />;
}

function Folded(props: TimelinePanelProps): ReactNode {
  const { snapshots, currentId, isAsking } = props;
  // Open for this snapshot: choosing another one closes it.
  const [openFor, setOpenFor] = useState<SnapshotId | "none">();
  const now = useNow();
  const current = snapshots.find(({ id }) => id === currentId);
  const isOpen = isAsking || (openFor !== undefined && openFor === (currentId ?? "none"));
  const Chevron = isOpen ? IconChevronUp : IconChevronDown;
  return (
    <div className={classes.folded}>
      <Button
        variant="default"
        fullWidth
        justify="space-between"
        aria-expanded={isOpen}
        rightSection={<Chevron size={16} aria-hidden />}
        onClick={() => setOpenFor(isOpen ? undefined : (currentId ?? "none"))}
      >
        {current === undefined
          ? say("When: choose a snapshot")
          : say("When: {when}", { when: atInWords(current.time, now) })}
      </Button>
      <Collapse expanded={isOpen}>{isOpen && <Content {...props} />}</Collapse>
    </div>
  );
}

function Content({ snapshots, plans, children, readAgain, ...props }: TimelinePanelProps): ReactNode {
  const [planId, setPlanId] = useState<string | null>(null);
  const choices = plansIn(snapshots, plans);
  const isChoice = choices.length > 1;
  const shown = planId === null || !isChoice ? snapshots : snapshots.filter((snapshot) => snapshot.planId === planId);
  return (
    <section className={classes.timeline} aria-label={say("Snapshots")}>
      {children}
      {isChoice && (
        <Select
          size="xs"
          aria-label={say("Plan")}
          placeholder={say("All plans")}
          clearable
          clearButtonProps={{ "aria-label": say("Show all plans") }}
          data={choices.map(({ id, name }) => ({ value: id, label: name }))}
          value={planId}
          onChange={setPlanId}
        />
      )}
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed">
          {say("{count, plural, one {# snapshot} other {# snapshots}}", { count: shown.length })}
        </Text>
        {readAgain}
      </Group>
      <Timeline key={planId} {...props} snapshots={shown} plans={plans} />
    </section>
  );
}
