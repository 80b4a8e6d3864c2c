import { Anchor, Button, Group, Paper, Progress, Text, Title } from "@mantine/core";
import { IconCircleDashed, IconShieldCheckFilled, IconShieldX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Plan, PlanProof, TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { useActiveRuns } from "../../client/index.ts";
import { atInWords, RunProgress, StopRun, useNow } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import classes from "./proof.module.css";
import { coverageWords, lossWords, type ProofTone, shareOf, speedWords } from "./proof-words.ts";
import { TestNow } from "./test-now.tsx";

interface ProofCardProps {
  readonly proof: PlanProof;
  readonly plan: Plan;
  readonly target: TargetState | undefined;
}

const ICONS = { good: IconShieldCheckFilled, warn: IconCircleDashed, bad: IconShieldX };

/** A plan on a target: when it was last proven, how much of it, and what that means. */
export function ProofCard({ proof, plan, target }: ProofCardProps): ReactNode {
  const now = useNow();
  const [active] = useActiveRuns({ planId: plan.id, targetId: proof.targetId }).filter(
    ({ kind }) => kind === "test-restore",
  );
  const place = target?.target.name ?? say("a removed target");
  const name = say("{plan} on {target}", { plan: plan.name, target: place });
  const { coverage, failure, bytesPerSecond, nextTestAt } = proof;
  const state = stateOf(proof, now);
  const StateIcon = ICONS[state.tone];
  return (
    <Paper component="li" withBorder p="lg" className={classes.card}>
      <Title order={2} size="h4" className={classes.name}>
        {name}
      </Title>
      <p className={`${classes.state} ${classes.tone}`} data-tone={state.tone}>
        <StateIcon size={18} aria-hidden />
        {state.says}
      </p>
      {failure !== undefined && (
        <Text size="sm">
          {failure.says}{" "}
          <Anchor component={Link} to={paths.run(failure.runId)} size="sm">
            {say("See what failed")}
          </Anchor>
        </Text>
      )}
      <Text size="sm">{lossWords(proof)}</Text>
      <div>
        <Progress
          value={shareOf(coverage.bytesProven, coverage.bytes)}
          size="sm"
          aria-label={say("Read back: {name}", { name })}
        />
        <Text size="sm" c="dimmed" mt={6}>
          {coverageWords(proof, now)}
          {bytesPerSecond !== undefined && ` ${say("It came at {speed}.", { speed: speedWords(bytesPerSecond) })}`}
        </Text>
      </div>
      {nextTestAt !== undefined && (
        <Text size="sm" c="dimmed">
          {say("Next test {when}.", { when: atInWords(nextTestAt, now) })}
        </Text>
      )}
      {active === undefined ? (
        <Group gap="sm" className={classes.foot}>
          <TestNow plan={plan} targetId={proof.targetId} label={name} hasFailed={failure !== undefined} />
          {failure !== undefined && (
            <Button component={Link} to={paths.targets} hash={proof.targetId} variant="default" size="xs">
              {say("Check and repair…")}
            </Button>
          )}
        </Group>
      ) : (
        <div className={classes.foot}>
          <RunProgress run={active} />
          <Group mt="sm" gap="sm">
            <StopRun run={active} size="xs" />
            <Anchor component={Link} to={paths.run(active.id)} size="sm">
              {say("Details")}
            </Anchor>
          </Group>
        </div>
      )}
    </Paper>
  );
}

function stateOf({ provenAt, failure }: PlanProof, now: number): { readonly tone: ProofTone; readonly says: string } {
  if (failure !== undefined) return { tone: "bad", says: say("Failed {when}", { when: atInWords(failure.at, now) }) };
  if (provenAt === undefined) return { tone: "warn", says: say("Not yet proven") };
  return { tone: "good", says: say("Proven {when}", { when: atInWords(provenAt, now) }) };
}
