import { Button, Group, Paper, Stack, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { assess } from "../../../shared/health/index.ts";
import type { PlanState, TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import {
  Answer,
  BackUpNow,
  EmptyState,
  PageFrame,
  PauseMenu,
  PauseNote,
  PlanActivityLine,
  StateBadge,
  useNow,
} from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import { Forecast } from "./forecast.tsx";
import { PlanParagraph } from "./plan-paragraph.tsx";
import classes from "./plans.module.css";

/** All plans. */
export function PlansPage(): ReactNode {
  const plans = useQuery(api.plans.list.queryOptions());
  const targets = useQuery(api.targets.list.queryOptions());
  const newPlan = (
    <Button component={Link} to={paths.setup} leftSection={<IconPlus size={16} aria-hidden />}>
      {say("New plan")}
    </Button>
  );
  const hasPlans = plans.data !== undefined && plans.data.length > 0;
  return (
    <PageFrame
      title={say("Plans")}
      actions={
        hasPlans && (
          <>
            <PauseMenu />
            {newPlan}
          </>
        )
      }
    >
      <PauseNote />
      <Answer query={plans} what={say("Reading your plans…")}>
        {(states) =>
          states.length === 0 ? (
            <EmptyState says={say("A plan says which folders are backed up and where to. There is none yet.")}>
              {newPlan}
            </EmptyState>
          ) : (
            <Stack gap="xl">
              <ul className={classes.list}>
                {states.map((state) => (
                  <PlanLine key={state.plan.id} state={state} targets={targets.data ?? []} />
                ))}
              </ul>
              <Forecast plans={states} />
            </Stack>
          )
        }
      </Answer>
    </PageFrame>
  );
}

function PlanLine({ state, targets }: { state: PlanState; targets: readonly TargetState[] }): ReactNode {
  const now = useNow();
  const { plan } = state;
  return (
    <Paper component="li" withBorder p="lg">
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start" gap="xs">
          <Title order={2} size="h4" className={classes.name}>
            <Link to={paths.plan(plan.id)}>{plan.name}</Link>
          </Title>
          <StateBadge state={assess(state, targets, now).state} />
        </Group>
        <PlanParagraph plan={plan} targets={targets} size="sm" />
        <Group justify="space-between" gap="sm">
          <PlanActivityLine state={state} targets={targets} />
          <Group gap="xs">
            <BackUpNow plan={plan} variant="light" size="xs" />
          </Group>
        </Group>
      </Stack>
    </Paper>
  );
}
