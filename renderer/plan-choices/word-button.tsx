import type { KeyboardEvent, ReactNode } from "react";
import { say } from "../../shared/words/index.ts";
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
  const press = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" && event.key !== " ") return;
    // Space would scroll, and Enter send the form around it.
    event.preventDefault();
    onClick();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <button> is a box of its own, so that lines break around it and not within
    <span
      role="button"
      tabIndex={0}
      className={classes.word}
      onClick={onClick}
      onKeyDown={press}
      aria-label={say("{name}: {text}", { name, text })}
      aria-expanded={isExpanded}
    >
      {text}
    </span>
  );
}
