import type { PaceChoice, Run, RunPace } from "../../../shared/model/index.ts";
import type { Surroundings } from "../surroundings/index.ts";

/** Whether somebody started such a run and waits for it. */
const BY_HAND: Readonly<Record<Run["trigger"], boolean>> = {
  ...{ user: true, "command-line": true },
  ...{ schedule: false, changes: false, retry: false, resumed: false, rebuilt: false, "after-run": false },
};

/** The pace of a run where no look at the computer is needed: the user has said it, or waits for the run. */
export function settledPace(setting: PaceChoice, trigger: Run["trigger"]): RunPace | undefined {
  if (setting !== "automatic") return { pace: setting, because: "setting" };
  return BY_HAND[trigger] ? { pace: "fast", because: "by-hand" } : undefined;
}

/** The pace of a run that began by itself. */
export function paceIn({ onBattery, userActive }: Surroundings): RunPace {
  if (onBattery === true) return { pace: "gentle", because: "on-battery" };
  if (userActive === true) return { pace: "gentle", because: "user-active" };
  return { pace: "fast", because: "undisturbed" };
}
