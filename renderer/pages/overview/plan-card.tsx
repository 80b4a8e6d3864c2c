import { Group, Paper, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Assessment, type CopiesScore, copiesScore } from "../../../shared/health/index.ts";
import type { Moment, PlanState, TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { useActiveRuns } from "../../client/index.ts";
import {
  BackUpNow,
  Bytes,
  CopiesNext,
  Facts,
  listInWords,
  PlanActivityLine,
  placesOf,
  RunProgress,
  StateBadge,
  StopRun,
  sayRich,
  useNow,
  When,
} from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import classes from "./overview.module.css";
import { newestOf } from "./plan-facts.ts";

interface PlanCardProps {
  readonly state: PlanState;
  readonly assessment: Assessment;
  readonly targets: readonly TargetState[];
  /** The page's heading says already how it is. */
  readonly isToldAbove: boolean;
}

/** A plan: how it is, where its backups go, what goes on. */
export function PlanCard({ state, assessment, targets, isToldAbove }: PlanCardProps): ReactNode {
  const { plan } = state;
  const [active] = useActiveRuns({ planId: plan.id });
  const score = copiesScore(state, targets, useNow());
  return (
    <Paper component="li" withBorder p="lg" className={classes.card}>
      <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
        <Title order={3} size="h4" className={classes.name}>
          <Link to={paths.plan(plan.id)}>{plan.name}</Link>
        </Title>
        <StateBadge state={assessment.state} />
      </Group>
      {active === undefined && <PlanActivityLine state={state} targets={targets} />}
      {assessment.state !== "safe" && !isToldAbove && <Text size="sm">{assessment.says}</Text>}
      <PlanFacts state={state} targets={targets} score={score} />
      {score.next !== undefined && active === undefined && (
        <Text size="sm" c="dimmed">
          {score.next.says}
        </Text>
      )}
      {active === undefined ? (
        <Group className={classes.foot}>
          <BackUpNow plan={plan} variant="light" />
          {score.next !== undefined && score.next.action !== "back-up" && (
            <CopiesNext plan={plan} next={score.next} variant="subtle" />
          )}
        </Group>
      ) : (
        <div className={classes.foot}>
          <RunProgress run={active} />
          <Group mt="sm" gap="sm">
            <StopRun run={active} size="xs" />
            <Text size="sm" component={Link} to={paths.run(active.id)} c="var(--holdfast-accent-text)">
              {say("Details")}
            </Text>
          </Group>
        </div>
      )}
    </Paper>
  );
}

interface PlanFactsProps {
  readonly state: PlanState;
  readonly targets: readonly TargetState[];
  readonly score: CopiesScore;
}

function PlanFacts({ state, targets, score }: PlanFactsProps): ReactNode {
  const places = placesOf(state, targets, useNow());
  const named = (has: boolean): readonly string[] =>
    places.filter((place) => (place.state === "there") === has).map(({ name }) => name);
  const [there, missing] = [named(true), named(false)];
  const newest = newestOf(state);
  const hasFailed = state.targets.some(({ testFailure }) => testFailure !== undefined);
  const snapshots = state.targets.reduce((most, on) => Math.max(most, on.snapshots), 0);
  return (
    <Facts density="compact">
      <dt>{there.length === 0 ? say("To save to") : say("Saved to")}</dt>
      <dd>{listInWords(there.length === 0 ? missing : there)}</dd>
      {there.length > 0 && missing.length > 0 && (
        <>
          <dt>{say("Not there yet")}</dt>
          <dd data-tone="warn">{listInWords(missing)}</dd>
        </>
      )}
      {newest?.newestSnapshotAt !== undefined && (
        <>
          <dt>{say("Newest")}</dt>
          <dd>
            {sayRich("{ago}, {count, plural, one {# snapshot} other {# snapshots}}", {
              ago: <When at={newest.newestSnapshotAt} />,
              count: snapshots,
            })}
          </dd>
        </>
      )}
      {newest?.newestSnapshotBytes !== undefined && (
        <>
          <dt>{say("Size")}</dt>
          <dd>
            {newest.newestSnapshotFiles === undefined ? (
              <Bytes bytes={newest.newestSnapshotBytes} />
            ) : (
              sayRich("{size} in {count, plural, one {# file} other {# files}}", {
                size: <Bytes bytes={newest.newestSnapshotBytes} />,
                count: newest.newestSnapshotFiles,
              })
            )}
          </dd>
        </>
      )}
      <dt>{say("Copies")}</dt>
      <dd>
        {score.says}
        {score.immutable > 0 &&
          ` ${say("{count, plural, one {One} other {#}} cannot be deleted from here.", { count: score.immutable })}`}
      </dd>
      <dt>{say("Proven")}</dt>
      <dd data-tone={hasFailed ? "bad" : undefined}>
        <Link to={paths.proof} className={classes.proof}>
          {hasFailed ? say("the last test-restore failed") : <ProvenSince at={score.provenAt} />}
        </Link>
      </dd>
    </Facts>
  );
}

function ProvenSince({ at }: { at: Moment | undefined }): ReactNode {
  return at === undefined ? say("not yet") : <When at={at} />;
}
