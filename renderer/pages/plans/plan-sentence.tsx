import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { Plan, TargetState } from "../../../shared/model/index.ts";
import { paths } from "../../navigation/index.ts";
import { ConditionsDialog } from "./conditions-dialog.tsx";
import { KeepDialog } from "./keep-dialog.tsx";
import { PlanParagraph } from "./plan-paragraph.tsx";
import type { Choice } from "./plan-words.ts";
import { WhenDialog } from "./when-dialog.tsx";

interface PlanSentenceProps {
  readonly plan: Plan;
  readonly targets: readonly TargetState[];
}

/** The plan's sentence, each of whose choices is changed where it stands: in a dialog, or on the page for folders and targets. */
export function PlanSentence({ plan, targets }: PlanSentenceProps): ReactNode {
  const [open, setOpen] = useState<Choice>();
  const navigate = useNavigate();
  const close = (): void => setOpen(undefined);
  const edit = (choice: Choice): void => {
    if (choice === "folders" || choice === "targets" || choice === "filter") {
      void navigate({ to: paths.editPlan(plan.id), hash: choice });
    } else setOpen(choice);
  };
  return (
    <>
      <PlanParagraph plan={plan} targets={targets} onEdit={edit} />
      <WhenDialog isOpen={open === "when"} plan={plan} onClose={close} />
      <KeepDialog isOpen={open === "keep"} plan={plan} targets={targets} onClose={close} />
      <ConditionsDialog isOpen={open === "conditions"} plan={plan} onClose={close} />
    </>
  );
}
