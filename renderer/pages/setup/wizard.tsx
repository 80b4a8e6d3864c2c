import { Paper } from "@mantine/core";
import { type ReactNode, useRef } from "react";
import type { TargetState } from "../../../shared/model/index.ts";
import { type Draft, type Step, stepBeside, stepsOf, stepToShow, targetOf } from "./draft.ts";
import { StepKit } from "./step-kit.tsx";
import { StepPassphrase } from "./step-passphrase.tsx";
import type { StepProps, WizardProps } from "./step-props.ts";
import { StepStart } from "./step-start.tsx";
import { StepWhat } from "./step-what.tsx";
import { StepWhere } from "./step-where.tsx";
import { Stepper } from "./stepper.tsx";
import { useChosenTotal } from "./use-chosen-total.ts";
import { useDraft } from "./use-draft.ts";

/** One decision at a time. */
export function Wizard({ targets, plans }: WizardProps): ReactNode {
  const { draft, change, forget } = useDraft();
  const hasMoved = useRef(false);
  const step = stepToShow(draft, targets);
  const steps = stepsOf({ ...draft, step }, targets);
  const total = useChosenTotal(step === "what" ? [] : (draft.folders ?? []));
  const go = (next: Step, changes: Partial<Draft> = {}): void => {
    hasMoved.current = true;
    change({ ...changes, step: next });
  };
  const target = targetOf(draft, targets);
  const props: StepProps = {
    ...{ targets, plans, draft, change, takesFocus: hasMoved.current },
    // The next step depends on what was decided in this one: `stepToShow` skips what is not needed.
    onDone: (changes) => go(nextStep({ ...draft, ...changes, step }, targets), changes),
    ...(step === steps[0] ? {} : { onBack: () => go(stepBeside(steps, step, -1)) }),
  };
  return (
    <Paper withBorder p={{ base: "md", sm: "xl" }} maw={820}>
      <Stepper steps={steps} step={step} onStep={go} />
      {step === "what" && <StepWhat {...props} />}
      {step === "where" && <StepWhere {...props} chosenBytes={total.bytes} />}
      {step === "passphrase" && <StepPassphrase {...props} />}
      {step === "kit" && target !== undefined && <StepKit key={target.target.id} {...props} target={target} />}
      {step === "start" && target !== undefined && <StepStart {...props} target={target} onStarted={forget} />}
    </Paper>
  );
}

function nextStep(draft: Draft, targets: readonly TargetState[]): Step {
  // A target that was made a moment ago is not in the list yet: its kit is certainly not saved.
  const isNew = draft.where?.type === "target" && targetOf(draft, targets) === undefined;
  return isNew ? "kit" : stepBeside(stepsOf(draft, targets), draft.step, 1);
}
