import {
  type Icon,
  IconAlertCircle,
  IconClock,
  IconShield,
  IconShieldCheckFilled,
  IconShieldX,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { HealthState } from "../../shared/health/index.ts";
import classes from "./state-badge.module.css";

const STATES: Readonly<Record<HealthState, { word: string; icon: Icon; tone: "bad" | "warn" | "good" }>> = {
  unprotected: { word: "Not protected", icon: IconShield, tone: "bad" },
  "at-risk": { word: "At risk", icon: IconShieldX, tone: "bad" },
  late: { word: "Late", icon: IconClock, tone: "warn" },
  attention: { word: "Needs attention", icon: IconAlertCircle, tone: "warn" },
  safe: { word: "Safe", icon: IconShieldCheckFilled, tone: "good" },
};

/** Icon, word and colour of a state: never colour alone. */
export function StateBadge({ state }: { state: HealthState }): ReactNode {
  const { word, icon: StateIcon, tone } = STATES[state];
  return (
    <span className={classes.badge} data-tone={tone}>
      <StateIcon size={16} aria-hidden />
      {word}
    </span>
  );
}

/** The icon alone, beside words that say the same. */
export function StateIcon({ state, size }: { state: HealthState; size: number }): ReactNode {
  const { icon: ShownIcon, tone } = STATES[state];
  return <ShownIcon size={size} aria-hidden className={classes.icon} data-tone={tone} />;
}
