import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Plan, TargetState } from "../../../shared/model/index.ts";
import { type Text as Said, say, text } from "../../../shared/words/index.ts";
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

const NAMES: Readonly<Record<Choice, Said>> = {
  folders: text("Change what is backed up"),
  targets: text("Change where to"),
  filter: text("Change what is left out"),
  when: text("Change when"),
  keep: text("Change what is kept"),
  conditions: text("Change what it waits for"),
};

/** The plan in plain words, its choices standing out. */
export function PlanParagraph({ plan, targets, size = "lg", onEdit }: PlanParagraphProps): ReactNode {
  const pieces = planAsParagraph(plan, targets);
  return (
    <Text size={size} className={classes.paragraph} title={plan.folders.join("\n")}>
      {pieces.map(({ text: words, choice }, index) => {
        // The pieces of a sentence have no other name than their place, and change all together.
        const key = `${index} ${choice ?? ""}`;
        // What ends a word's part of the sentence stands with the word, so that no line begins with a comma.
        if (choice === undefined) return index === 0 ? words : words.replace(/^[,;.]/, "");
        const end = /^[,;.]/.exec(pieces[index + 1]?.text ?? "")?.[0] ?? "";
        return (
          <span key={key} className={classes.word}>
            {onEdit === undefined ? (
              <strong>{words}</strong>
            ) : (
              <WordButton text={words} name={say(NAMES[choice])} onClick={() => onEdit(choice)} />
            )}
            {end}
          </span>
        );
      })}
    </Text>
  );
}
