import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { PlanState, Snapshot, TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, EmptyState } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import { monthsOf, plansIn } from "./by-day.ts";
import { Timeline } from "./timeline.tsx";

/** So many are shown at once; a month is nearer than a long way of scrolling. */
const SHOWN = 100;

/** The snapshots on a target, as the agent knows them: also while the target is away. Other choices stand with its own. */
export function TargetSnapshots({ state, children }: { state: TargetState; children: ReactNode }): ReactNode {
  const snapshots = useQuery(api.snapshots.list.queryOptions({ input: { targetId: state.target.id } }));
  const plans = useQuery(api.plans.list.queryOptions());
  return (
    <Answer query={snapshots} what={say("Reading the list of snapshots…")}>
      {(all) =>
        all.length === 0 ? (
          <Stack>
            <Group>{children}</Group>
            <Nothing state={state} />
          </Stack>
        ) : (
          <Filtered all={all} plans={plans.data ?? []} state={state}>
            {children}
          </Filtered>
        )
      }
    </Answer>
  );
}

function Nothing({ state: { target } }: { state: TargetState }): ReactNode {
  return (
    <EmptyState
      says={say("No snapshots are known on {target}. If there should be some, read the list again.", {
        target: target.name,
      })}
    >
      <Button component={Link} to={paths.plans} variant="default">
        {say("Go to your plans")}
      </Button>
    </EmptyState>
  );
}

interface FilteredProps {
  readonly all: readonly Snapshot[];
  readonly plans: readonly PlanState[];
  readonly state: TargetState;
  readonly children: ReactNode;
}

function Filtered({ all, plans, state, children }: FilteredProps): ReactNode {
  const [planId, setPlanId] = useState<string | null>(null);
  const [month, setMonth] = useState<string | null>(null);
  const [limit, setLimit] = useState(SHOWN);
  const choices = plansIn(all, plans);
  const ofPlan = planId === null ? all : all.filter((snapshot) => snapshot.planId === planId);
  const before = month === null ? Number.POSITIVE_INFINITY : Number(month);
  const fitting = ofPlan.filter(({ time }) => time < before);
  const months = monthsOf(ofPlan).map(({ before: end, name }) => ({ value: String(end), label: name }));
  return (
    <Stack>
      <Group align="flex-end">
        {children}
        {choices.length > 1 && (
          <Select
            label={say("Plan")}
            placeholder={say("All plans")}
            clearable
            clearButtonProps={{ "aria-label": say("Show all plans") }}
            data={choices.map(({ id, name }) => ({ value: id, label: name }))}
            value={planId}
            onChange={setPlanId}
          />
        )}
        {months.length > 1 && (
          <Select
            label={say("Until")}
            placeholder={say("Now")}
            clearable
            clearButtonProps={{ "aria-label": say("Show the newest") }}
            data={months}
            value={month}
            onChange={(value) => {
              setMonth(value);
              setLimit(SHOWN);
            }}
          />
        )}
        <Text size="sm" c="dimmed" py={8}>
          {say("{count, plural, one {# snapshot} other {# snapshots}}", { count: ofPlan.length })}
        </Text>
      </Group>
      <Timeline snapshots={fitting.slice(0, limit)} plans={plans} targetId={state.target.id} />
      {fitting.length > limit && (
        <div>
          <Button variant="default" onClick={() => setLimit(limit + SHOWN)}>
            {say("Show {count, plural, one {# older snapshot} other {# older snapshots}}", {
              count: Math.min(SHOWN, fitting.length - limit),
            })}
          </Button>
        </div>
      )}
    </Stack>
  );
}
