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
  const pieces = planAsParagraph(plan, targets);
  return (
    <Text size={size} className={classes.paragraph} title={plan.folders.join("\n")}>
      {pieces.map(({ text, choice }, index) => {
        // The pieces of a sentence have no other name than their place, and change all together.
        const key = `${index} ${choice ?? ""}`;
        // What ends a word's part of the sentence stands with the word, so that no line begins with a comma.
        if (choice === undefined) return index === 0 ? text : text.replace(/^[,;.]/, "");
        const end = /^[,;.]/.exec(pieces[index + 1]?.text ?? "")?.[0] ?? "";
        return (
          <span key={key} className={classes.word}>
            {onEdit === undefined ? (
              <strong>{text}</strong>
            ) : (
              <WordButton text={text} name={`Change ${NAMES[choice]}`} onClick={() => onEdit(choice)} />
            )}
            {end}
          </span>
        );
      })}
    </Text>
  );
}
