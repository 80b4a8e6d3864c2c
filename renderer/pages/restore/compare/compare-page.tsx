import { Alert, Anchor, Button, Group, Text } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Snapshot, SnapshotId, TargetId } from "../../../../shared/model/index.ts";
import { say } from "../../../../shared/words/index.ts";
import { api } from "../../../client/index.ts";
import { dayInWords, EmptyState, PageFrame, sayRich, showPath, useNow } from "../../../components/index.ts";
import { fromAddress, paths, toAddress, useParam } from "../../../navigation/index.ts";
import { TargetNotes } from "../target-notes.tsx";
import { Changes } from "./changes.tsx";
import type { Comparison } from "./use-changes.ts";

/** What is different in a snapshot from an earlier one. */
export function ComparePage(): ReactNode {
  const targetId = useParam("targetId", TargetId);
  const targets = useQuery(api.targets.list.queryOptions());
  const target = targets.data?.find((state) => state.target.id === targetId);
  // What is in an address may be anything.
  const search: { before?: unknown; after?: unknown; folder?: unknown } = useSearch({ strict: false });
  const [before, after] = [SnapshotId.safeParse(search.before), SnapshotId.safeParse(search.after)];
  const folder = fromAddress(search.folder);
  return (
    <PageFrame
      title={say("Compare snapshots")}
      isWide
      above={
        <Anchor
          component={Link}
          to={after.success ? paths.restoreSnapshot(targetId, after.data) : paths.restoreTarget(targetId)}
          // The router does not know what each page has in its address.
          search={(folder === undefined ? {} : { folder: toAddress(folder) }) as never}
          size="sm"
        >
          <Group gap={2} component="span">
            <IconChevronLeft size={16} aria-hidden />
            {say("Back to the snapshot")}
          </Group>
        </Anchor>
      }
    >
      {target !== undefined && <TargetNotes state={target} />}
      {before.success && after.success ? (
        <Compared comparison={{ targetId, before: before.data, after: after.data, folder }} />
      ) : (
        <EmptyState says={say("Two snapshots are needed to compare. Choose one in the timeline, then another.")}>
          <Button component={Link} to={paths.restoreTarget(targetId)}>
            {say("Go to the timeline")}
          </Button>
        </EmptyState>
      )}
    </PageFrame>
  );
}

function Compared({ comparison }: { comparison: Comparison }): ReactNode {
  const { targetId, before, after, folder } = comparison;
  const now = useNow();
  const snapshots = useQuery(api.snapshots.list.queryOptions({ input: { targetId } }));
  const nameOf = (id: SnapshotId): ReactNode => {
    const snapshot: Snapshot | undefined = snapshots.data?.find((other) => other.id === id);
    return (
      <Anchor component={Link} to={paths.restoreSnapshot(targetId, id)} inherit>
        {snapshot === undefined ? id.slice(0, 8) : dayInWords(snapshot.time, now)}
      </Anchor>
    );
  };
  return (
    <>
      <Text>
        {sayRich("From {before} to {after}", {
          ...{ before: nameOf(before), after: nameOf(after) },
        })}
      </Text>
      {folder !== undefined && (
        <Alert color="gray" variant="light" role="note">
          <Group justify="space-between" gap="xs">
            <Text size="sm">{sayRich("Only in {folder}", { folder: <b translate="no">{showPath(folder)}</b> })}</Text>
            <Anchor component={Link} to={paths.compare(targetId)} search={{ before, after } as never} size="sm">
              {say("Compare everything")}
            </Anchor>
          </Group>
        </Alert>
      )}
      <Changes key={JSON.stringify(comparison)} comparison={comparison} />
    </>
  );
}
