import { Button, Group, Paper } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Run, RunId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { PageFrame, RunInPlace } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";

/** The first backup of a plan, where it was started. */
export function SetupRun({ runId }: { runId: RunId }): ReactNode {
  return (
    <PageFrame title={say("The first backup")}>
      <Paper withBorder p={{ base: "md", sm: "xl" }} maw={820}>
        <RunInPlace
          runId={runId}
          meanwhile={say("You can close this window; the backup goes on.")}
          after={(run) => <AfterBackup run={run} />}
        />
      </Paper>
    </PageFrame>
  );
}

function AfterBackup({ run: { targetId, snapshotId } }: { run: Run }): ReactNode {
  return (
    <Group gap="sm">
      {targetId !== undefined && snapshotId !== undefined && (
        <Button component={Link} to={paths.restoreSnapshot(targetId, snapshotId)}>
          {say("See what was saved")}
        </Button>
      )}
      <Button component={Link} to={paths.overview} variant="default">
        {say("Go to the overview")}
      </Button>
    </Group>
  );
}
