import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Plan, TargetState } from "../../../shared/model/index.ts";
import { planAsParagraph } from "./plan-words.ts";
import classes from "./plans.module.css";

interface PlanParagraphProps {
  readonly plan: Plan;
  readonly targets: readonly TargetState[];
  readonly size?: "sm" | "lg";
}

/** The plan in plain words, its choices standing out. */
export function PlanParagraph({ plan, targets, size = "lg" }: PlanParagraphProps): ReactNode {
  return (
    <Text size={size} className={classes.paragraph} title={plan.folders.join("\n")}>
      {planAsParagraph(plan, targets).map(({ text, isChoice }) =>
        isChoice ? <strong key={text}>{text}</strong> : text,
      )}
    </Text>
  );
}
