import { Button, Group, Select, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { TargetId, type TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, EmptyState, PageFrame } from "../../components/index.ts";
import { paths, useParam } from "../../navigation/index.ts";
import { ReadAgain } from "./read-again.tsx";
import { TargetNotes } from "./target-notes.tsx";
import { TargetSnapshots } from "./target-snapshots.tsx";

/** Snapshots to go back to: of the target with the newest one. */
export function RestorePage(): ReactNode {
  return <Page targetId={undefined} />;
}

/** The same, of one target. */
export function RestoreTargetPage(): ReactNode {
  return <Page targetId={useParam("targetId", TargetId)} />;
}

function Page({ targetId }: { targetId: TargetId | undefined }): ReactNode {
  const query = useQuery(api.targets.list.queryOptions());
  const targets = query.data ?? [];
  const shown = targets.find(({ target }) => target.id === targetId) ?? newestOf(targets);
  return (
    <PageFrame title={say("Restore")} actions={shown !== undefined && <ReadAgain targetId={shown.target.id} />}>
      <Answer query={query} what={say("Looking for targets…")}>
        {() => (shown === undefined ? <NoTarget /> : <OfTarget targets={targets} shown={shown} />)}
      </Answer>
    </PageFrame>
  );
}

function newestOf(targets: readonly TargetState[]): TargetState | undefined {
  return targets.toSorted((a, b) => (b.newestSnapshotAt ?? 0) - (a.newestSnapshotAt ?? 0))[0];
}

function NoTarget(): ReactNode {
  return (
    <EmptyState
      says={say(
        "There is nothing to restore yet. If you have backups on a drive or in a folder, say where they are; this needs no plan.",
      )}
    >
      <Group>
        <Button component={Link} to={paths.addTarget}>
          {say("Use backups that are there")}
        </Button>
        <Button component={Link} to={paths.setup} variant="default">
          {say("Set up a backup")}
        </Button>
      </Group>
    </EmptyState>
  );
}

function OfTarget({ targets, shown }: { targets: readonly TargetState[]; shown: TargetState }): ReactNode {
  const navigate = useNavigate();
  return (
    <Stack>
      <TargetNotes state={shown} />
      <TargetSnapshots key={shown.target.id} state={shown}>
        {targets.length > 1 && (
          <Select
            label={say("From")}
            data={targets.map(({ target }) => ({ value: target.id, label: target.name }))}
            value={shown.target.id}
            onChange={(id) => {
              const chosen = TargetId.safeParse(id);
              if (chosen.success) void navigate({ to: paths.restoreTarget(chosen.data) });
            }}
            allowDeselect={false}
          />
        )}
      </TargetSnapshots>
    </Stack>
  );
}
