import type { ReactNode } from "react";
import classes from "./facts.module.css";

interface FactsProps {
  readonly density?: "compact" | "roomy";
  /** `dt` and `dd` in turn. A `dd` with `data-tone` of “warn” or “bad” stands out; its words say why. */
  readonly children: ReactNode;
}

/** What is known of something: names on the left, values on the right. */
export function Facts({ density, children }: FactsProps): ReactNode {
  return (
    <dl className={classes.facts} data-density={density}>
      {children}
    </dl>
  );
}
