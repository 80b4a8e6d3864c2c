import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Plan, TargetState } from "../../../shared/model/index.ts";
import { WordButton } from "../../plan-choices/index.ts";
import { type Choice, planAsParagraph } from "./plan-words.ts";
import classes from "./plans.module.css";

interface PlanParagraphProps {
  readonly plan: Plan;
  readonly targets: readonly TargetState[];
  readonly size?: "sm" | "lg";
  /** Makes each choice a button that leads to where it is changed. */
  readonly onEdit?: (choice: Choice) => void;
}

const NAMES: Readonly<Record<Choice, string>> = {
  folders: "what is backed up",
  targets: "where to",
  filter: "what is left out",
  when: "when",
  keep: "what is kept",
  conditions: "what it waits for",
};

/** The plan in plain words, its choices standing out. */
export function PlanParagraph({ plan, targets, size = "lg", onEdit }: PlanParagraphProps): ReactNode {
  return (
    <Text size={size} className={classes.paragraph} title={plan.folders.join("\n")}>
      {planAsParagraph(plan, targets).map(({ text, choice }, index) => {
        // The pieces of a sentence have no other name than their place, and change all together.
        const key = `${index} ${choice ?? ""}`;
        if (choice === undefined) return text;
        if (onEdit === undefined) return <strong key={key}>{text}</strong>;
        return <WordButton key={key} text={text} name={`Change ${NAMES[choice]}`} onClick={() => onEdit(choice)} />;
      })}
    </Text>
  );
}
