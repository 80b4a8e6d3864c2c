import { Button, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Overall } from "../../../shared/health/index.ts";
import type { TargetState } from "../../../shared/model/index.ts";
import { Answer, PageFrame, StateIcon } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import { Decisions } from "./decisions.tsx";
import { FirstSteps } from "./first-steps.tsx";
import classes from "./overview.module.css";
import { PlanCard } from "./plan-card.tsx";
import { type AssessedPlan, useOverview } from "./use-overview.ts";

/** Am I safe, and what goes on? */
export function OverviewPage(): ReactNode {
  const { plans, targets, assessed, sentence } = useOverview();
  return (
    <PageFrame title="Overview" isHeadingHidden>
      <Answer query={plans} what="Reading your plans…">
        {(known) => (
          <Answer query={targets} what="Reading your targets…">
            {(places) =>
              known.length === 0 ? (
                <FirstSteps hasTargets={places.length > 0} />
              ) : (
                <Known assessed={assessed} sentence={sentence} targets={places} />
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
  readonly sentence: Overall;
  readonly targets: readonly TargetState[];
}

function Known({ assessed, sentence, targets }: KnownProps): ReactNode {
  return (
    <Stack gap="xl">
      <Group gap="md" wrap="nowrap" align="flex-start" className={classes.sentence}>
        <StateIcon state={sentence.state} size={40} />
        <Text role="status" className={classes.says}>
          {sentence.says}
        </Text>
      </Group>
      <Decisions assessed={assessed} targets={targets} />
      <section aria-labelledby="plans">
        <Group justify="space-between" mb="sm">
          <Title order={2} size="h4" id="plans">
            Plans
          </Title>
          <Button
            component={Link}
            to={paths.setup}
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            New plan
          </Button>
        </Group>
        <SimpleGrid component="ul" className={classes.cards} cols={{ base: 1, md: 2 }}>
          {assessed.map(({ state, assessment }) => (
            <PlanCard key={state.plan.id} state={state} assessment={assessment} targets={targets} />
          ))}
        </SimpleGrid>
      </section>
    </Stack>
  );
}
