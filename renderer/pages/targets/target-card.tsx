import { Anchor, Group, Paper, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconPlugConnectedX, IconQuestionMark } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { PlanState, Presence, TargetState } from "../../../shared/model/index.ts";
import { type Text as Said, say, text } from "../../../shared/words/index.ts";
import { useActiveRuns } from "../../client/index.ts";
import {
  kindName,
  RunProgress,
  runTitle,
  SpaceBar,
  StopRun,
  showPath,
  TARGET_ICONS,
  UnlockForm,
} from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import { SpaceOutlook } from "./space-outlook.tsx";
import { TargetActions } from "./target-actions.tsx";
import { TargetFacts } from "./target-facts.tsx";
import { TargetProblem } from "./target-problem.tsx";
import classes from "./targets.module.css";

interface TargetCardProps {
  readonly state: TargetState;
  readonly plans: readonly PlanState[];
}

/** A target: where it is, whether it is there, what it holds, what can be done with it. */
export function TargetCard({ state, plans }: TargetCardProps): ReactNode {
  const { target, presence, space, spaceForecast, passphrase, problem } = state;
  const KindIcon = TARGET_ICONS[target.kind];
  const [active] = useActiveRuns({ targetId: target.id });
  const users = plans.filter(({ plan }) => plan.targetIds.includes(target.id)).map(({ plan }) => plan.name);
  return (
    <Paper component="li" withBorder p="lg" className={classes.card} id={target.id}>
      <div>
        <Group justify="space-between" align="flex-start" gap="xs">
          <Title order={2} size="h4" className={classes.name}>
            {target.name}
          </Title>
          <PresenceWord presence={problem === undefined ? presence : "problem"} />
        </Group>
        <Text size="sm" className={classes.kind}>
          <KindIcon size={16} aria-hidden />
          {kindName(target.kind)}
        </Text>
        <Text className={classes.location}>{showPath(target.location)}</Text>
      </div>
      {problem !== undefined && <TargetProblem state={state} problem={problem} />}
      {passphrase === "missing" && <UnlockForm state={state} />}
      {space !== undefined && <SpaceBar space={space} />}
      {spaceForecast !== undefined && <SpaceOutlook forecast={spaceForecast} />}
      <TargetFacts state={state} users={users} />
      {active !== undefined && (
        <div>
          <Text size="sm" mb={4}>
            <Anchor component={Link} to={paths.run(active.id)} inherit>
              {runTitle(active)}
            </Anchor>
          </Text>
          <RunProgress run={active} />
          <Group mt="xs">
            <StopRun run={active} size="xs" />
          </Group>
        </div>
      )}
      <div className={classes.foot}>
        <TargetActions state={state} users={users} />
      </div>
    </Paper>
  );
}

/** A place that answers and does not let us in is neither there nor away. */
type Presented = Presence | "problem";

const WORDS: Readonly<Record<Presented, Said>> = {
  problem: text("Needs attention"),
  present: text("Connected"),
  away: text("Not connected"),
  unknown: text("Not looked at yet"),
};

function PresenceWord({ presence }: { presence: Presented }): ReactNode {
  return (
    <span className={classes.presence} data-presence={presence}>
      {presence === "present" && <IconCircleCheck size={16} aria-hidden />}
      {presence === "away" && <IconPlugConnectedX size={16} aria-hidden />}
      {presence === "problem" && <IconAlertTriangle size={16} aria-hidden />}
      {presence === "unknown" && <IconQuestionMark size={16} aria-hidden />}
      {say(WORDS[presence])}
    </span>
  );
}
