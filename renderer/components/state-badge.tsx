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
import { say, type Text, text } from "../../shared/words/index.ts";
import classes from "./state-badge.module.css";

const STATES: Readonly<Record<HealthState, { word: Text; icon: Icon; tone: "bad" | "warn" | "good" }>> = {
  unprotected: { word: text("Not protected"), icon: IconShield, tone: "bad" },
  "at-risk": { word: text("At risk"), icon: IconShieldX, tone: "bad" },
  late: { word: text("Late"), icon: IconClock, tone: "warn" },
  attention: { word: text("Needs attention"), icon: IconAlertCircle, tone: "warn" },
  safe: { word: text("Safe"), icon: IconShieldCheckFilled, tone: "good" },
};

/** Icon, word and colour of a state: never colour alone. */
export function StateBadge({ state }: { state: HealthState }): ReactNode {
  const { word, icon: StateIcon, tone } = STATES[state];
  return (
    <span className={classes.badge} data-tone={tone}>
      <StateIcon size={16} aria-hidden />
      {say(word)}
    </span>
  );
}

/** The icon alone, beside words that say the same. */
export function StateIcon({ state, size }: { state: HealthState; size: number }): ReactNode {
  const { icon: ShownIcon, tone } = STATES[state];
  return <ShownIcon size={size} aria-hidden className={classes.icon} data-tone={tone} />;
}
