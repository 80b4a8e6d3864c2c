import { Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import {
  DEFAULT_CHOICES,
  type PlanChoices,
  type PlanId,
  type RunId,
  type TargetState,
} from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { client } from "../../client/index.ts";
import { paths } from "../../navigation/index.ts";
import { StepForm } from "../../target-setup/index.ts";
import { type Draft, keepOf, schedulesOf } from "./draft.ts";
import { defaultName, whatHappens } from "./plan-words.ts";
import type { StepProps } from "./step-props.ts";
import { WhenAndKeep } from "./when-and-keep.tsx";

interface StepStartProps extends StepProps {
  readonly target: TargetState;
  readonly onStarted: () => void;
}

/** The plan's name, what will happen, and the first backup. */
export function StepStart({ draft, plans, target, change, onStarted, onBack, takesFocus }: StepStartProps): ReactNode {
  const navigate = useNavigate();
  const folders = draft.folders ?? [];
  const others = plans.filter(({ plan }) => plan.id !== draft.planId);
  const name = draft.name ?? defaultName(folders, others);
  const start = useMutation({
    mutationFn: () => startPlan(draft, name, target, (planId) => change({ planId, name })),
    onSuccess: (runId) => {
      onStarted();
      void navigate({ to: paths.setup, search: { run: runId }, replace: true });
    },
  });
  return (
    <StepForm
      title={say("Ready to start")}
      says={say("This is what will happen. It is good as it is; the underlined words can be changed, now or later.")}
      verb={say("Back up now")}
      isDisabled={name.trim() === ""}
      isPending={start.isPending}
      error={start.error}
      onSubmit={() => start.mutate()}
      {...{ onBack, takesFocus }}
    >
      <TextInput
        label={say("Name of the plan")}
        value={name}
        maxLength={100}
        onChange={(event) => change({ name: event.currentTarget.value })}
        maw={480}
      />
      <WhenAndKeep draft={draft} change={change} />
      <Text>{whatHappens(folders, target.target.name)}</Text>
    </StepForm>
  );
}

/** Makes the plan and starts it. A plan that an earlier try made is used again, with what is chosen now. */
async function startPlan(
  draft: Draft,
  name: string,
  { target }: TargetState,
  onMade: (planId: PlanId) => void,
): Promise<RunId> {
  const keep = keepOf(draft);
  const choices: PlanChoices = {
    ...DEFAULT_CHOICES,
    ...{ name: name.trim(), folders: draft.folders ?? [], targetIds: [target.id], schedules: schedulesOf(draft) },
    ...(keep === undefined ? {} : { keep }),
  };
  const { plan } =
    draft.planId === undefined
      ? await client.plans.create(choices)
      : await client.plans.update({ planId: draft.planId, choices });
  onMade(plan.id);
  const { runIds } = await client.plans.start({ planId: plan.id, trigger: "user" });
  const [runId] = runIds;
  if (runId === undefined) throw new Error("A plan with a target started no run.");
  return runId;
}
