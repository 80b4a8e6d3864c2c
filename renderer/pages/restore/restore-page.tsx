import { Button, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { TargetId, type TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, EmptyState, PageFrame } from "../../components/index.ts";
import { paths, useParam } from "../../navigation/index.ts";
import { ReadAgain } from "./read-again.tsx";
import { TargetChoice } from "./snapshot-timeline.tsx";
import { TargetNotes } from "./target-notes.tsx";

/** The way to the newest snapshot: of the target that has it. */
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

/** The newest snapshot opens by itself; this page is seen only where there is none. */
function OfTarget({ targets, shown }: { targets: readonly TargetState[]; shown: TargetState }): ReactNode {
  const { target } = shown;
  const snapshots = useQuery(api.snapshots.list.queryOptions({ input: { targetId: target.id } }));
  return (
    <Answer query={snapshots} what={say("Reading the list of snapshots…")}>
      {([newest]) =>
        newest === undefined ? (
          <Stack>
            <TargetNotes state={shown} />
            {targets.length > 1 && (
              <Group>
                <TargetChoice targets={targets} shown={target.id} />
              </Group>
            )}
            <EmptyState
              says={say("No snapshots are known on {target}. If there should be some, read the list again.", {
                target: target.name,
              })}
            >
              <Button component={Link} to={paths.plans} variant="default">
                {say("Go to your plans")}
              </Button>
            </EmptyState>
          </Stack>
        ) : (
          <Navigate to={paths.restoreSnapshot(target.id, newest.id)} replace />
        )
      }
    </Answer>
  );
}
