import { Button, Text, Title } from "@mantine/core";
import { type Icon, IconAlertTriangle, IconCircleX, IconInfoCircle } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { TargetState } from "../../../shared/model/index.ts";
import { say, text, type Text as Words } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { BusyButton, MassChangeActions, useNow } from "../../components/index.ts";
import { type Decision, listDecisions } from "./list-decisions.ts";
import classes from "./overview.module.css";
import type { AssessedPlan } from "./use-overview.ts";

const LOOKS: Readonly<Record<Decision["level"], { icon: Icon; colour: string; word: Words }>> = {
  bad: { icon: IconCircleX, colour: "var(--holdfast-bad)", word: text("Problem") },
  warning: { icon: IconAlertTriangle, colour: "var(--holdfast-warn)", word: text("Warning") },
  info: { icon: IconInfoCircle, colour: "var(--holdfast-accent-text)", word: text("Note") },
};

interface DecisionsProps {
  readonly assessed: readonly AssessedPlan[];
  readonly targets: readonly TargetState[];
}

/** What waits for the user; nothing at all when nothing does. */
export function Decisions({ assessed, targets }: DecisionsProps): ReactNode {
  const notices = useQuery(api.agent.status.queryOptions()).data?.notices ?? [];
  const states = assessed.map(({ state }) => state);
  const decisions = listDecisions(states, targets, notices, useNow());
  if (decisions.length === 0) return null;
  return (
    <section aria-labelledby="decisions">
      <Title order={2} size="h4" id="decisions" mb="sm">
        {say("Needs a decision ({count, number})", { count: decisions.length })}
      </Title>
      <ul className={classes.decisions}>
        {decisions.map((decision) => (
          <DecisionLine key={decision.key} decision={decision} />
        ))}
      </ul>
    </section>
  );
}

function DecisionLine({ decision }: { decision: Decision }): ReactNode {
  const { level, says, hint, go, noticeId, massChange } = decision;
  const { icon: LevelIcon, colour, word } = LOOKS[level];
  return (
    <li>
      <LevelIcon size={20} color={colour} role="img" aria-label={say(word)} />
      <div className={classes.words}>
        <Text size="sm">{says}</Text>
        {hint !== undefined && (
          <Text size="sm" c="dimmed">
            {hint}
          </Text>
        )}
      </div>
      {go !== undefined && (
        <Button
          component={Link}
          to={go.to}
          {...(go.hash === undefined ? {} : { hash: go.hash })}
          variant="default"
          size="xs"
        >
          {go.label}
        </Button>
      )}
      {massChange !== undefined && <MassChangeActions {...massChange} />}
      {noticeId !== undefined && <Dismiss id={noticeId} />}
    </li>
  );
}

function Dismiss({ id }: { id: string }): ReactNode {
  const dismiss = useMutation(api.agent.dismissNotice.mutationOptions());
  return (
    <BusyButton variant="default" size="xs" isBusy={dismiss.isPending} onClick={() => dismiss.mutate({ id })}>
      {say("Dismiss")}
    </BusyButton>
  );
}
