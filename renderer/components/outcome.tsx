import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconPlayerStop,
  IconPlugConnectedX,
  IconRefresh,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Run, RunOutcome } from "../../shared/model/index.ts";
import { say, type Text, text } from "../../shared/words/index.ts";
import classes from "./state-badge.module.css";

interface Look {
  readonly word: Text;
  readonly icon: Icon;
  readonly tone: "good" | "warn" | "bad" | "plain";
}

const OUTCOMES: Readonly<Record<RunOutcome, Look>> = {
  completed: { word: text("Done"), icon: IconCircleCheck, tone: "good" },
  warnings: { word: text("With warnings"), icon: IconAlertTriangle, tone: "warn" },
  failed: { word: text("Failed"), icon: IconCircleX, tone: "bad" },
  cancelled: { word: text("Stopped"), icon: IconPlayerStop, tone: "plain" },
  interrupted: { word: text("Interrupted"), icon: IconPlugConnectedX, tone: "warn" },
};

/** How a run ended, or that it has not: icon, word and colour. */
export function RunBadge({ run }: { run: Run }): ReactNode {
  const { word, icon: LookIcon, tone } = lookOf(run);
  return (
    <span className={classes.badge} data-tone={tone}>
      <LookIcon size={16} aria-hidden />
      {say(word)}
    </span>
  );
}

function lookOf({ state, outcome }: Run): Look {
  if (outcome !== undefined) return OUTCOMES[outcome];
  if (state === "queued") return { word: text("Waiting"), icon: IconClock, tone: "plain" };
  return { word: text("Running"), icon: IconRefresh, tone: "plain" };
}
