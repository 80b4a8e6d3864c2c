import { Anchor, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { skipToken, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Run, RunId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api, useLiveRun } from "../../client/index.ts";
import {
  Answer,
  ErrorNote,
  outcomeSentence,
  PageFrame,
  paceWords,
  RunBadge,
  RunProgress,
  runTitle,
  StopRun,
  sayRich,
  timeInWords,
  useNow,
  When,
} from "../../components/index.ts";
import { paths, useParam } from "../../navigation/index.ts";
import classes from "./activity.module.css";
import { AfterCheck } from "./after-check.tsx";
import { Figures } from "./figures.tsx";
import { Problems } from "./problems.tsx";
import { RunDetails, RunLog } from "./run-details.tsx";

/** One run: what it does or how it ended, and why. */
export function RunPage(): ReactNode {
  const runId = useParam("runId", RunId);
  const query = useQuery(api.runs.get.queryOptions({ input: { runId } }));
  const live = useLiveRun(runId);
  const run = live ?? query.data;
  return (
    <PageFrame
      title={run === undefined ? say("Run") : runTitle(run)}
      above={
        <Anchor component={Link} to={paths.activity} size="sm">
          {say("Activity")}
        </Anchor>
      }
      actions={run !== undefined && run.state !== "ended" && <StopRun run={run} />}
    >
      {run !== undefined ? (
        <KnownRun run={run} />
      ) : (
        <Answer query={query} what={say("Reading the run…")}>
          {() => null}
        </Answer>
      )}
    </PageFrame>
  );
}

function KnownRun({ run }: { run: Run }): ReactNode {
  return (
    <Stack gap="xl">
      {run.state === "ended" ? <Ended run={run} /> : <Going run={run} />}
      {run.problems > 0 && run.state === "ended" && <Problems run={run} />}
      <RunLog run={run} />
      <RunDetails run={run} />
    </Stack>
  );
}

function Going({ run }: { run: Run }): ReactNode {
  return (
    <Paper withBorder p="lg">
      <Group gap="md" mb="md">
        <RunBadge run={run} />
        <Text size="sm" c="dimmed">
          {sayRich("{target} · asked for {ago}", { target: run.targetName, ago: <When at={run.queuedAt} /> })}
          {run.pace?.pace === "gentle" && ` · ${say("runs {pace}", { pace: paceWords(run.pace) })}`}
        </Text>
      </Group>
      <RunProgress run={run} isFull />
    </Paper>
  );
}

function Ended({ run }: { run: Run }): ReactNode {
  return (
    <Paper withBorder p="lg">
      <Stack>
        <Group gap="md">
          <RunBadge run={run} />
          <Text size="sm" c="dimmed">
            {sayRich("{target} · ended {ago}", {
              target: run.targetName,
              ago: <When at={run.endedAt ?? run.queuedAt} />,
            })}
          </Text>
        </Group>
        {run.error === undefined ? (
          <Text className={classes.sentence}>
            <UnchangedSince run={run} />
          </Text>
        ) : (
          <ErrorNote error={run.error} />
        )}
        {run.figures !== undefined && <Figures figures={run.figures} />}
        <Next run={run} />
      </Stack>
    </Paper>
  );
}

/** The sentence about the end; of a backup that found nothing changed, with the moment of the snapshot that stands for it. */
function UnchangedSince({ run }: { run: Run }): ReactNode {
  const now = useNow();
  const { snapshotId, targetId, figures } = run;
  const isUnchanged = figures?.kind === "backup" && figures.isUnchanged === true;
  const snapshots = useQuery({
    ...api.snapshots.list.queryOptions({ input: targetId === undefined ? skipToken : { targetId } }),
    enabled: isUnchanged && targetId !== undefined,
  });
  const at = snapshots.data?.find(({ id }) => id === snapshotId)?.time;
  if (!isUnchanged || at === undefined) return outcomeSentence(run);
  return say("Nothing had changed since {when}; that snapshot stands for this moment, too.", {
    when: timeInWords(at, now),
  });
}

/** Where one goes from here: to what was saved, or to the plan to try again. */
function Next({ run }: { run: Run }): ReactNode {
  const { kind, snapshotId, targetId, planId } = run;
  if (kind === "check") return <AfterCheck run={run} />;
  if (kind !== "backup") return null;
  return (
    <Group>
      {snapshotId !== undefined && targetId !== undefined && (
        <Button component={Link} to={paths.restoreSnapshot(targetId, snapshotId)} variant="light">
          {say("Browse this snapshot")}
        </Button>
      )}
      {planId !== undefined && (
        <Button component={Link} to={paths.plan(planId)} variant="default">
          {say("Go to the plan")}
        </Button>
      )}
    </Group>
  );
}
