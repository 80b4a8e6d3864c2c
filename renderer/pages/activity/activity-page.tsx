import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Run } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { useActiveRuns } from "../../client/index.ts";
import {
  Answer,
  BusyButton,
  EmptyState,
  formatDay,
  PageFrame,
  RunList,
  RunProgress,
  runTitle,
  StopRun,
  sayRich,
  useNow,
} from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import classes from "./activity.module.css";
import { byDay } from "./by-day.ts";
import { useHistory } from "./use-history.ts";

/** What goes on now, and below what was. */
export function ActivityPage(): ReactNode {
  const active = useActiveRuns();
  const history = useHistory();
  return (
    <PageFrame title={say("Activity")}>
      {active.length > 0 && (
        <section aria-labelledby="now">
          <Title order={2} size="h4" id="now" mb="sm">
            {say("Now")}
          </Title>
          <Stack component="ul" className={classes.plain}>
            {active.map((run) => (
              <ActiveRun key={run.id} run={run} />
            ))}
          </Stack>
        </section>
      )}
      <Answer query={history} what={say("Reading the history of runs…")}>
        {({ pages }) => <History runs={pages.flatMap(({ runs }) => runs)} isQuiet={active.length === 0} />}
      </Answer>
      {history.hasNextPage && (
        <Group>
          <BusyButton
            variant="default"
            isBusy={history.isFetchingNextPage}
            onClick={() => void history.fetchNextPage()}
          >
            {say("Show earlier runs")}
          </BusyButton>
        </Group>
      )}
    </PageFrame>
  );
}

function ActiveRun({ run }: { run: Run }): ReactNode {
  return (
    <Paper component="li" withBorder p="lg">
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={3} size="h4" className={classes.name}>
          {sayRich("{run}<dim> to {target}</dim>", {
            run: <Link to={paths.run(run.id)}>{runTitle(run)}</Link>,
            target: run.targetName,
            dim: (inner) => (
              <Text span size="sm" c="dimmed">
                {inner}
              </Text>
            ),
          })}
        </Title>
        <StopRun run={run} size="xs" />
      </Group>
      <RunProgress run={run} isFull />
    </Paper>
  );
}

function History({ runs, isQuiet }: { runs: readonly Run[]; isQuiet: boolean }): ReactNode {
  const now = useNow();
  const days = byDay(runs);
  if (days.length === 0) {
    return isQuiet ? (
      <EmptyState says={say("Nothing has run yet. Backups, restores and checks are listed here.")}>
        <Button component={Link} to={paths.setup}>
          {say("Set up a backup")}
        </Button>
      </EmptyState>
    ) : null;
  }
  return days.map(({ start, runs: ofDay }) => (
    <section key={start} aria-label={formatDay(start, now)}>
      <Title order={2} size="h5" c="dimmed" mb="xs">
        {formatDay(start, now)}
      </Title>
      <RunList runs={ofDay} label={say("Runs, {day}", { day: formatDay(start, now) })} times="clock" />
    </section>
  ));
}
