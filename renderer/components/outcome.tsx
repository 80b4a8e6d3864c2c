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
import classes from "./state-badge.module.css";

interface Look {
  readonly word: string;
  readonly icon: Icon;
  readonly tone: "good" | "warn" | "bad" | "plain";
}

const OUTCOMES: Readonly<Record<RunOutcome, Look>> = {
  completed: { word: "Done", icon: IconCircleCheck, tone: "good" },
  warnings: { word: "With warnings", icon: IconAlertTriangle, tone: "warn" },
  failed: { word: "Failed", icon: IconCircleX, tone: "bad" },
  cancelled: { word: "Stopped", icon: IconPlayerStop, tone: "plain" },
  interrupted: { word: "Interrupted", icon: IconPlugConnectedX, tone: "warn" },
};

/** How a run ended, or that it has not: icon, word and colour. */
export function RunBadge({ run }: { run: Run }): ReactNode {
  const { word, icon: LookIcon, tone } = lookOf(run);
  return (
    <span className={classes.badge} data-tone={tone}>
      <LookIcon size={16} aria-hidden />
      {word}
    </span>
  );
}

function lookOf({ state, outcome }: Run): Look {
  if (outcome !== undefined) return OUTCOMES[outcome];
  if (state === "queued") return { word: "Waiting", icon: IconClock, tone: "plain" };
  return { word: "Running", icon: IconRefresh, tone: "plain" };
}
