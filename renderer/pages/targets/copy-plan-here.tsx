import { Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Plan, PlanId, TargetId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { BusyButton, ErrorNote } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";

/** The plan that a target was added for gets it: what it has saved is copied there, and each new snapshot after it. */
export function CopyPlanHere({ planId, targetId }: { planId: PlanId; targetId: TargetId }): ReactNode {
  const query = useQuery(api.plans.get.queryOptions({ input: { planId } }));
  const plan = query.data?.plan;
  // A plan that was removed meanwhile needs no copies.
  return plan === undefined ? null : <Copy plan={plan} targetId={targetId} />;
}

function Copy({ plan, targetId }: { plan: Plan; targetId: TargetId }): ReactNode {
  const navigate = useNavigate();
  const update = useMutation(
    api.plans.update.mutationOptions({ onSuccess: () => navigate({ to: paths.plan(plan.id) }) }),
  );
  const { id, createdAt: _createdAt, ...choices } = plan;
  if (plan.targetIds.includes(targetId)) {
    return <Text>{say("{plan} is saved to it from now on.", { plan: plan.name })}</Text>;
  }
  return (
    <div>
      <Text mb="sm">
        {say("{plan} can be kept here, too: what it has saved is copied, and whatever comes next.", {
          plan: plan.name,
        })}
      </Text>
      <BusyButton
        h="auto"
        mih={36}
        py={6}
        styles={{ label: { whiteSpace: "normal" } }}
        isBusy={update.isPending}
        onClick={() => update.mutate({ planId: id, choices: { ...choices, targetIds: [...plan.targetIds, targetId] } })}
      >
        {say("Keep a copy of {plan} here", { plan: plan.name })}
      </BusyButton>
      {update.error !== null && <ErrorNote error={update.error} />}
    </div>
  );
}
