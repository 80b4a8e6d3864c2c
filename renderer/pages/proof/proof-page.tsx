import { Button, Stack, VisuallyHidden } from "@mantine/core";
import { IconCircleDashed, IconShieldCheckFilled, IconShieldX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import type { PlanProof, PlanState, TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, EmptyState, Loading, PageFrame, useNow } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import { Calendar } from "./calendar.tsx";
import classes from "./proof.module.css";
import { ProofCard } from "./proof-card.tsx";
import { type ProofSentence, proofSentence } from "./proof-words.ts";

const History = lazy(async () => ({ default: (await import("./history.tsx")).History }));

/** Do my backups come back? */
export function ProofPage(): ReactNode {
  const proofs = useQuery(api.proof.list.queryOptions());
  const plans = useQuery(api.plans.list.queryOptions());
  const targets = useQuery(api.targets.list.queryOptions());
  const now = useNow();
  const known = proofs.data !== undefined && plans.data !== undefined && proofs.data.length > 0;
  const nameOf = ({ planId }: PlanProof): string =>
    plans.data?.find(({ plan }) => plan.id === planId)?.plan.name ?? say("A plan");
  const heading = known ? <Sentence sentence={proofSentence(proofs.data, nameOf, now)} /> : undefined;
  return (
    <PageFrame title={say("Proof")} heading={heading}>
      <Answer query={proofs} what={say("Reading what was tested…")}>
        {(found) => (
          <Answer query={plans} what={say("Reading your plans…")}>
            {(all) =>
              found.length === 0 ? (
                <EmptyState
                  says={say("A backup counts once it has come back. Make one, and a part of it is tested right after.")}
                >
                  <Button component={Link} to={paths.setup}>
                    {say("Set up a backup")}
                  </Button>
                </EmptyState>
              ) : (
                <Known proofs={found} plans={all} targets={targets.data ?? []} />
              )
            }
          </Answer>
        )}
      </Answer>
    </PageFrame>
  );
}

const ICONS = { good: IconShieldCheckFilled, warn: IconCircleDashed, bad: IconShieldX };

function Sentence({ sentence: { tone, says } }: { sentence: ProofSentence }): ReactNode {
  const ToneIcon = ICONS[tone];
  return (
    <span className={classes.sentence}>
      <ToneIcon size={36} aria-hidden className={classes.tone} data-tone={tone} />
      <VisuallyHidden>{say("Proof: ")}</VisuallyHidden>
      <span aria-live="polite">{says}</span>
    </span>
  );
}

interface KnownProps {
  readonly proofs: readonly PlanProof[];
  readonly plans: readonly PlanState[];
  readonly targets: readonly TargetState[];
}

function Known({ proofs, plans, targets }: KnownProps): ReactNode {
  return (
    <Stack gap="xl">
      <ul className={classes.cards} aria-label={say("Plans and their targets")}>
        {proofs.map((proof) => {
          const plan = plans.find((each) => each.plan.id === proof.planId)?.plan;
          const target = targets.find((each) => each.target.id === proof.targetId);
          if (plan === undefined) return null;
          return <ProofCard key={`${proof.planId} ${proof.targetId}`} {...{ proof, plan, target }} />;
        })}
      </ul>
      <Calendar />
      <Suspense fallback={<Loading what={say("Drawing the history…")} />}>
        <History />
      </Suspense>
    </Stack>
  );
}
