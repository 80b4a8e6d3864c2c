import { Anchor, Stack, Text, Title, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useId } from "react";
import type { PlanId, PlanState, Snapshot, TargetState } from "../../../shared/model/index.ts";
import { say, text } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, Bytes, ShortId, When } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import classes from "./plans.module.css";

/** The newest are what people look for; the rest is one click away. */
const SHOWN = 8;
const MODES = { incremental: text("incremental"), differential: text("differential"), full: text("full") } as const;

/** What the plan has saved, on each of its targets. */
export function PlanSnapshots({ state, targets }: { state: PlanState; targets: readonly TargetState[] }): ReactNode {
  const known = targets.filter(({ target }) => state.plan.targetIds.includes(target.id));
  return (
    <Stack component="section" aria-labelledby="snapshots" gap="sm">
      <Title order={2} size="h4" id="snapshots">
        {say("Snapshots")}
      </Title>
      {known.map((target) => (
        <OnTarget key={target.target.id} planId={state.plan.id} target={target} isOneOfMany={known.length > 1} />
      ))}
    </Stack>
  );
}

interface OnTargetProps {
  readonly planId: PlanId;
  readonly target: TargetState;
  readonly isOneOfMany: boolean;
}

function OnTarget({ planId, target: { target }, isOneOfMany }: OnTargetProps): ReactNode {
  const query = useQuery(api.snapshots.list.queryOptions({ input: { targetId: target.id, planId } }));
  const name = useId();
  return (
    <div>
      {isOneOfMany && (
        <Title order={3} size="h5" c="dimmed" mb="xs" id={name}>
          {say("On {name}", { name: target.name })}
        </Title>
      )}
      <Answer query={query} what={say("Reading the list of snapshots…")}>
        {(snapshots) =>
          snapshots.length === 0 ? (
            <Text size="sm">{say("None yet: the first backup makes the first one.")}</Text>
          ) : (
            <SnapshotTable
              snapshots={snapshots}
              targetId={target.id}
              label={say("Snapshots on {name}", { name: target.name })}
            />
          )
        }
      </Answer>
    </div>
  );
}

interface SnapshotTableProps {
  readonly snapshots: readonly Snapshot[];
  readonly targetId: TargetState["target"]["id"];
  readonly label: string;
}

function SnapshotTable({ snapshots, targetId, label }: SnapshotTableProps): ReactNode {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={label}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{say("Made")}</th>
              <th scope="col" data-wide>
                {say("Type")}
              </th>
              <th scope="col" data-wide>
                {say("Changes")}
              </th>
              <th scope="col" data-number>
                {say("Size")}
              </th>
              <th scope="col" data-number data-wide>
                {say("Stored")}
              </th>
              <th scope="col" data-wide>
                {say("Id")}
              </th>
              <th scope="col">
                <VisuallyHidden>{say("Action")}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {snapshots.slice(0, SHOWN).map((snapshot) => (
              <SnapshotRow key={snapshot.id} snapshot={snapshot} targetId={targetId} />
            ))}
          </tbody>
        </table>
      </section>
      {snapshots.length > SHOWN && (
        <Anchor component={Link} to={paths.restoreTarget(targetId)} size="sm" mt="xs" display="inline-block">
          {say("All {count, number} snapshots", { count: snapshots.length })}
        </Anchor>
      )}
    </>
  );
}

function SnapshotRow({
  snapshot,
  targetId,
}: {
  snapshot: Snapshot;
  targetId: SnapshotTableProps["targetId"];
}): ReactNode {
  const { id, time, bytes, bytesStored, mode } = snapshot;
  return (
    <tr>
      <td>
        <When at={time} />
      </td>
      <td data-wide>{mode === undefined ? "–" : <span data-mode={mode}>{say(MODES[mode])}</span>}</td>
      <td data-wide>{changes(snapshot)}</td>
      <td data-number>{bytes === undefined ? "–" : <Bytes bytes={bytes} />}</td>
      <td data-number data-wide>
        {bytesStored === undefined ? "–" : <Bytes bytes={bytesStored} />}
      </td>
      <td data-wide>
        <ShortId id={id} of={say("the snapshot")} />
      </td>
      <td>
        <Anchor
          component={Link}
          to={paths.restoreSnapshot(targetId, id)}
          size="sm"
          aria-label={say("Browse snapshot {id}", { id: id.slice(0, 8) })}
        >
          {say("Browse")}
        </Anchor>
      </td>
    </tr>
  );
}

/** “132 new, 41 changed, 17 removed”; a dash where nothing is known. */
function changes({ filesNew, filesChanged, filesRemoved }: Snapshot): string {
  if (filesNew === undefined || filesChanged === undefined) return "–";
  return say("{created, number} new, {changed, number} changed, {removed, number} removed", {
    ...{ created: filesNew, changed: filesChanged, removed: filesRemoved ?? 0 },
  });
}
