import { Anchor, Group, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Run, RunId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { paths } from "../../navigation/index.ts";
import { ErrorNote } from "../error-note.tsx";
import { Loading } from "../loading.tsx";
import { RunBadge } from "../outcome.tsx";
import { RunProgress } from "../run-progress.tsx";
import { outcomeSentence } from "../run-words.ts";
import { StopRun } from "../stop-run.tsx";
import { CauseList } from "./cause-list.tsx";
import { useRun } from "./use-run.ts";

interface RunInPlaceProps {
  readonly runId: RunId;
  /** What one may do meanwhile: “You can close this window; the restore goes on.” */
  readonly meanwhile: string;
  /** What one wants to do with a run that has ended. */
  readonly after: (run: Run) => ReactNode;
}

/** A run where it was started: its progress with “Stop”, then its result with what could not be done. */
export function RunInPlace({ runId, meanwhile, after }: RunInPlaceProps): ReactNode {
  const { run, error, retry } = useRun(runId);
  if (error !== null) return <ErrorNote error={error} action={{ label: say("Try again"), onClick: retry }} />;
  if (run === undefined) return <Loading what={say("Starting…")} />;
  if (run.state === "ended") return <Result run={run}>{after(run)}</Result>;
  return (
    <Stack>
      <RunProgress run={run} isFull />
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {meanwhile}
        </Text>
        <StopRun run={run} />
      </Group>
    </Stack>
  );
}

function Result({ run, children }: { run: Run; children: ReactNode }): ReactNode {
  return (
    <Stack role="status">
      <Group gap="sm" align="flex-start">
        <RunBadge run={run} />
        {run.error === undefined && <Text flex={1}>{outcomeSentence(run)}</Text>}
      </Group>
      {run.error !== undefined && <ErrorNote error={run.error} />}
      {run.problems > 0 && <CauseList run={run} />}
      <Group>
        {children}
        <Anchor component={Link} to={paths.run(run.id)} size="sm">
          {say("Everything about this run")}
        </Anchor>
      </Group>
    </Stack>
  );
}
