import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import type { PlanId, TargetId, TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api, client } from "../../client/index.ts";
import { Answer, sayRich, showPath, When } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import { CopyPlanHere } from "./copy-plan-here.tsx";
import classes from "./targets.module.css";

interface AddedProps {
  readonly targetId: TargetId;
  readonly wasKnown: boolean;
  /** The plan that it was added for. */
  readonly planId: PlanId | undefined;
}

/** A target that can be used from now on: what it holds, and what one may want to do with it. */
export function Added({ targetId, wasKnown, planId }: AddedProps): ReactNode {
  const query = useQuery({
    queryKey: [...api.targets.get.key({ input: { targetId } }), "read"],
    // Its list of snapshots is read first: a repository that was just taken on would seem to hold none.
    queryFn: async ({ signal }) => {
      await client.snapshots.refresh({ targetId }, { signal });
      return client.targets.get({ targetId }, { signal });
    },
  });
  return (
    <Paper withBorder p={{ base: "md", sm: "xl" }} maw={820}>
      <Answer query={query} what={say("Reading what it holds…")}>
        {(state) => <Result state={state} wasKnown={wasKnown} planId={planId} />}
      </Answer>
    </Paper>
  );
}

type ResultProps = Pick<AddedProps, "wasKnown" | "planId"> & { readonly state: TargetState };

function Result({ state, wasKnown, planId }: ResultProps): ReactNode {
  const { target, snapshots, newestSnapshotAt } = state;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  // The routes are made of a list, so no type knows what is in their addresses; the page that reads it checks it.
  const search = { target: target.id };
  const restore = (
    <Button component={Link} to={paths.restoreTarget(target.id)} variant={planId === undefined ? "filled" : "default"}>
      {say("Restore files")}
    </Button>
  );
  return (
    <Stack>
      <div>
        <Title order={2} size="h3" ref={heading} tabIndex={-1} className={classes.added}>
          {addedWords(target.name, snapshots, wasKnown)}
        </Title>
        <Text className={classes.location}>{showPath(target.location)}</Text>
        {newestSnapshotAt !== undefined && (
          <Text mt="xs">{sayRich("The newest was made {when}.", { when: <When at={newestSnapshotAt} /> })}</Text>
        )}
      </div>
      {planId !== undefined && <CopyPlanHere planId={planId} targetId={target.id} />}
      <Group>
        {snapshots > 0 && restore}
        <Button
          component={Link}
          to={paths.setup}
          search={search as never}
          variant={snapshots > 0 || planId !== undefined ? "default" : "filled"}
        >
          {say(planId === undefined ? "Back up to it" : "Back up something else to it")}
        </Button>
      </Group>
    </Stack>
  );
}

function addedWords(name: string, snapshots: number, wasKnown: boolean): string {
  return wasKnown
    ? say(
        "{name} is one of your targets already; it holds {snapshots, plural, =0 {no snapshots yet} one {# snapshot} other {# snapshots}}.",
        { name, snapshots },
      )
    : say(
        "{name} was added; it holds {snapshots, plural, =0 {no snapshots yet} one {# snapshot} other {# snapshots}}.",
        { name, snapshots },
      );
}
