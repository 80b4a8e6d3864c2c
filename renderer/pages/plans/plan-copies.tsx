import { Group, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { copiesScore } from "../../../shared/health/index.ts";
import type { PlanState, TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { CopiesNext, CopyPlaces, ScorePoints, sayRich, useNow, When } from "../../components/index.ts";
import classes from "./plans.module.css";

interface PlanCopiesProps {
  readonly state: PlanState;
  readonly targets: readonly TargetState[];
}

/** Where the plan's copies are, what they would survive, and the one thing that helps most. */
export function PlanCopies({ state, targets }: PlanCopiesProps): ReactNode {
  const { says, points, next, is321, provenAt } = copiesScore(state, targets, useNow());
  return (
    <Stack component="section" aria-labelledby="copies" gap="sm">
      <Title order={2} size="h4" id="copies">
        {say("Copies")}
      </Title>
      <Paper withBorder p="lg">
        <Stack>
          <Text fw={600}>{says}</Text>
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
            <CopyPlaces state={state} targets={targets} />
            <div>
              <ScorePoints points={points} />
              {provenAt !== undefined && (
                <Text size="sm" c="dimmed" mt={6}>
                  {sayRich("Last proven by a test-restore {when}.", { when: <When at={provenAt} /> })}
                </Text>
              )}
            </div>
          </SimpleGrid>
          {next !== undefined && (
            <Group justify="space-between" gap="sm" className={classes.next}>
              <Text size="sm" className={classes.nextSays}>
                {next.says}
              </Text>
              <CopiesNext plan={state.plan} next={next} size="xs" variant="default" />
            </Group>
          )}
          <Why is321={is321} />
        </Stack>
      </Paper>
    </Stack>
  );
}

/** For who has never heard of it. */
function Why({ is321 }: { is321: boolean }): ReactNode {
  return (
    <details className={classes.fold}>
      <summary>{say("Why more than one copy?")}</summary>
      <Text size="sm" maw={720}>
        {say(
          "Whatever can happen takes one place at a time: a disk fails, a thief takes the computer and the drive beside it, a fire takes the building. So keep three copies, the original among them, on two kinds of media, one of them in another building.",
        )}{" "}
        {say(is321 ? "This is called 3-2-1, and this plan has it." : "This is called 3-2-1.")}{" "}
        {say(
          "Best is when one copy cannot be deleted from this computer, and when a test-restore has shown that the files come back.",
        )}
      </Text>
    </details>
  );
}
