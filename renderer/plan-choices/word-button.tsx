import { UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./word-button.module.css";

interface WordButtonProps {
  /** The word as it stands in the sentence. */
  readonly text: string;
  /** What it is, for who hears it without its sentence: “Change when”. */
  readonly name: string;
  readonly onClick: () => void;
  /** Of a word that unfolds its choices below. */
  readonly isExpanded?: boolean;
}

/** A word of a sentence that can be changed: underlined, and a button. It breaks over lines as the others do. */
export function WordButton({ text, name, onClick, isExpanded }: WordButtonProps): ReactNode {
  return (
    <UnstyledButton
      className={classes.word}
      onClick={onClick}
      aria-label={`${name}: ${text}`}
      aria-expanded={isExpanded}
    >
      {text}
    </UnstyledButton>
  );
}
