import { Paper } from "@mantine/core";
import { type ComponentProps, type ReactNode, useRef, useState } from "react";
import type { TargetId, TargetState } from "../../../shared/model/index.ts";
import { say, type Text, text } from "../../../shared/words/index.ts";
import {
  filledIn,
  StepKit,
  StepPassphrase,
  StepPlace,
  Stepper,
  type TypedConnection,
} from "../../target-setup/index.ts";
import { type Draft, type Step, stepBeside, stepsOf, stepToShow, targetOf, withinReach } from "./draft.ts";
import type { StepProps, WizardProps } from "./step-props.ts";
import { StepStart } from "./step-start.tsx";
import { StepWhat } from "./step-what.tsx";
import { useChosenTotal } from "./use-chosen-total.ts";
import { useDraft } from "./use-draft.ts";

const NAMES: Readonly<Record<Step, Text>> = {
  what: text("What"),
  where: text("Where to"),
  passphrase: text("Passphrase"),
  kit: text("Recovery kit"),
  start: text("Start"),
};

/** One decision at a time. */
export function Wizard({ targets, plans, from }: WizardProps & { readonly from: TargetId | undefined }): ReactNode {
  const { draft: kept, change, forget } = useDraft(from);
  const [far, setFar] = useState<TypedConnection>();
  const draft = withinReach(kept, far !== undefined);
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
      <Stepper steps={steps} names={NAMES} step={step} onStep={go} />
      {step === "what" && <StepWhat {...props} />}
      {step === "where" && <StepWhere {...props} chosenBytes={total.bytes} far={far} onFar={setFar} />}
      {step === "passphrase" && draft.newLocation !== undefined && (
        <StepPassphrase
          {...props}
          location={draft.newLocation}
          access={far && filledIn(far.access)}
          onMade={(targetId) => {
            setFar(undefined);
            props.onDone({ where: { type: "target", targetId } });
          }}
        />
      )}
      {step === "kit" && target !== undefined && (
        <StepKit {...props} key={target.target.id} target={target} onDone={() => props.onDone({})} />
      )}
      {step === "start" && target !== undefined && <StepStart {...props} target={target} onStarted={forget} />}
    </Paper>
  );
}

function nextStep(draft: Draft, targets: readonly TargetState[]): Step {
  // A target that was made a moment ago is not in the list yet: its kit is certainly not saved.
  const isNew = draft.where?.type === "target" && targetOf(draft, targets) === undefined;
  return isNew ? "kit" : stepBeside(stepsOf(draft, targets), draft.step, 1);
}

type StepWhereProps = StepProps & Pick<ComponentProps<typeof StepPlace>, "chosenBytes" | "far" | "onFar">;

function StepWhere({ draft, change, onDone, ...props }: StepWhereProps): ReactNode {
  return (
    <StepPlace
      {...props}
      offersTargets
      title={say("Where should the backups go?")}
      says={say(
        "Best is a drive that you can put away, or a folder on another computer. All is encrypted before it goes there.",
      )}
      where={draft.where}
      otherPlaces={draft.otherPlaces}
      onChange={change}
      onDecided={(decided, where) =>
        onDone(decided.type === "target" ? { where: decided } : { where, newLocation: decided.location })
      }
    />
  );
}
