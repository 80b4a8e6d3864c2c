import { Button, Group, SimpleGrid, Stack, Title, VisuallyHidden } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { isToldBy, type Overall } from "../../../shared/health/index.ts";
import type { TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { Answer, PageFrame, PauseMenu, PauseNote, StateIcon } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import { Decisions } from "./decisions.tsx";
import { FirstSteps } from "./first-steps.tsx";
import classes from "./overview.module.css";
import { PlanCard } from "./plan-card.tsx";
import { type AssessedPlan, useOverview } from "./use-overview.ts";

/** Am I safe, and what goes on? */
export function OverviewPage(): ReactNode {
  const { plans, targets, assessed, sentence } = useOverview();
  // Until both are known there is no sentence, and the heading is the page's name.
  const isKnown = plans.data !== undefined && targets.data !== undefined;
  const heading = isKnown ? <Sentence sentence={sentence} hasPlans={plans.data.length > 0} /> : undefined;
  return (
    <PageFrame title={say("Overview")} heading={heading}>
      {isKnown && plans.data.length > 0 && <PauseNote />}
      <Answer query={plans} what={say("Reading your plans…")}>
        {(known) => (
          <Answer query={targets} what={say("Reading your targets…")}>
            {(places) =>
              known.length === 0 ? (
                <FirstSteps hasTargets={places.length > 0} />
              ) : (
                <Known assessed={assessed} told={sentence} targets={places} />
              )
            }
          </Answer>
        )}
      </Answer>
    </PageFrame>
  );
}

interface KnownProps {
  readonly assessed: readonly AssessedPlan[];
  /** What the heading says. */
  readonly told: Overall;
  readonly targets: readonly TargetState[];
}

/** The one sentence, as the page's heading; a screen reader hears the page's name before it. */
function Sentence({ sentence, hasPlans }: { sentence: Overall; hasPlans: boolean }): ReactNode {
  return (
    <span className={classes.sentence}>
      {hasPlans && <StateIcon state={sentence.state} size={40} />}
      <VisuallyHidden>{say("Overview")}: </VisuallyHidden>
      <span aria-live="polite" className={classes.says}>
        {sentence.says}
      </span>
    </span>
  );
}

function Known({ assessed, told, targets }: KnownProps): ReactNode {
  return (
    <Stack gap="xl">
      <Decisions assessed={assessed} targets={targets} />
      <section aria-labelledby="plans">
        <Group justify="space-between" mb="sm">
          <Title order={2} size="h4" id="plans">
            {say("Plans")}
          </Title>
          <Group gap="xs">
            <PauseMenu variant="subtle" size="compact-sm" />
            <Button
              component={Link}
              to={paths.setup}
              variant="subtle"
              size="compact-sm"
              leftSection={<IconPlus size={16} aria-hidden />}
            >
              {say("New plan")}
            </Button>
          </Group>
        </Group>
        <SimpleGrid component="ul" className={classes.cards} cols={{ base: 1, md: 2 }}>
          {assessed.map(({ state, assessment }) => (
            <PlanCard
              key={state.plan.id}
              {...{ state, assessment, targets }}
              isToldAbove={isToldBy(told, assessment)}
            />
          ))}
        </SimpleGrid>
      </section>
    </Stack>
  );
}
