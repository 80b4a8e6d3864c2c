import { UnstyledButton } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { say, type Text } from "../../shared/words/index.ts";
import classes from "./target-setup.module.css";

interface StepperProps<Step extends string> {
  /** In order, with the names they have here. */
  readonly steps: readonly Step[];
  readonly names: Readonly<Record<Step, Text>>;
  readonly step: Step;
  readonly onStep: (step: Step) => void;
}

/** Where one is among the decisions. Those made already can be gone back to. */
export function Stepper<Step extends string>({ steps, names, step, onStep }: StepperProps<Step>): ReactNode {
  const at = steps.indexOf(step);
  return (
    <nav aria-label={say("Steps")}>
      <ol className={classes.steps}>
        {steps.map((other, index) => (
          <li key={other} className={classes.step} data-state={index < at ? "done" : index === at ? "now" : "later"}>
            <UnstyledButton
              className={classes.stepButton}
              disabled={index > at}
              onClick={() => index < at && onStep(other)}
              {...(index === at ? { "aria-current": "step" as const } : {})}
            >
              <span className={classes.stepMark}>
                {index < at ? <IconCheck size={14} aria-label={say("done")} /> : index + 1}
              </span>
              <span className={classes.stepName}>{say(names[other])}</span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </nav>
  );
}
