import { Anchor, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { assess } from "../../../shared/health/index.ts";
import { PlanId, type PlanState, type TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api, useActiveRuns } from "../../client/index.ts";
import {
  Answer,
  BackUpNow,
  PageFrame,
  PlanActivityLine,
  RunProgress,
  StateBadge,
  StopRun,
  useNow,
} from "../../components/index.ts";
import { paths, useParam } from "../../navigation/index.ts";
import { MoreActions } from "./more-actions.tsx";
import { PlanCopies } from "./plan-copies.tsx";
import { PlanDetails } from "./plan-details.tsx";
import { PlanMassChanges } from "./plan-mass-changes.tsx";
import { PlanRuns } from "./plan-runs.tsx";
import { PlanSentence } from "./plan-sentence.tsx";
import { PlanSnapshots } from "./plan-snapshots.tsx";
import { PlanWatching } from "./plan-watching.tsx";
import classes from "./plans.module.css";
import { RemovePlan } from "./remove-plan.tsx";

/** One plan: what it says, how it is, what it has made. */
export function PlanPage(): ReactNode {
  const planId = useParam("planId", PlanId);
  const query = useQuery(api.plans.get.queryOptions({ input: { planId } }));
  const targets = useQuery(api.targets.list.queryOptions());
  return (
    <PageFrame
      title={query.data?.plan.name ?? say("Plan")}
      above={
        <Anchor component={Link} to={paths.plans} size="sm">
          {say("Plans")}
        </Anchor>
      }
      actions={
        <Button
          component={Link}
          to={paths.editPlan(planId)}
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
        >
          {say("Change")}
        </Button>
      }
    >
      <Answer query={query} what={say("Reading the plan…")}>
        {(state) => (
          <Stack gap="xl">
            <PlanMassChanges state={state} />
            <Now state={state} targets={targets.data ?? []} />
            {targets.data !== undefined && <PlanCopies state={state} targets={targets.data} />}
            <PlanSnapshots state={state} targets={targets.data ?? []} />
            <PlanWatching watch={state.watch} />
            <PlanRuns planId={planId} />
            <RemovePlan state={state} />
          </Stack>
        )}
      </Answer>
    </PageFrame>
  );
}

function Now({ state, targets }: { state: PlanState; targets: readonly TargetState[] }): ReactNode {
  const now = useNow();
  const active = useActiveRuns({ planId: state.plan.id });
  const { state: health, says, reasons } = assess(state, targets, now);
  return (
    <Paper withBorder p="lg">
      <Stack>
        <Group gap="md">
          <StateBadge state={health} />
          <PlanActivityLine state={state} targets={targets} />
        </Group>
        <Text className={classes.says}>{says}</Text>
        {reasons.length > 1 && (
          <Text size="sm" c="dimmed">
            {say("Also: {reasons}.", {
              reasons: reasons
                .slice(1)
                .map((reason) => reason.says)
                .join("; "),
            })}
          </Text>
        )}
        <PlanSentence plan={state.plan} targets={targets} />
        {active.map((run) => (
          <Stack key={run.id} gap="sm">
            <RunProgress run={run} isFull />
            <Group>
              <StopRun run={run} size="xs" />
              <Anchor component={Link} to={paths.run(run.id)} size="sm">
                {say("Details")}
              </Anchor>
            </Group>
          </Stack>
        ))}
        {active.length === 0 && (
          <Group gap="xs">
            <BackUpNow plan={state.plan} />
            <MoreActions plan={state.plan} />
          </Group>
        )}
        <PlanDetails plan={state.plan} />
      </Stack>
    </Paper>
  );
}
