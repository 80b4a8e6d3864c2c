import type { Run } from "../../../shared/model/index.ts";
import { strength } from "./choose.ts";
import type { Upcoming } from "./upcoming.ts";

/** `covered`: a run that is there does the same. `later`: the one going on has to end first. */
export type Standing = "start" | "covered" | "later";

/**
 * What is to be done about something due, given the runs of the same plan, target and kind that have not ended. What is
 * queued will find all that is there when it begins. One that goes on counts for what a clock asked for: a run that takes
 * longer than the time between two is not followed by another at once. It does not count for changes, which it may have
 * passed already, nor for a run that does more.
 */
export function standingOf({ action, trigger }: Upcoming, active: readonly Run[]): Standing {
  const enough = active.filter((run) => run.mode === undefined || modeStrength(run.mode) >= strength(action));
  if (enough.some(({ state }) => state === "queued")) return "covered";
  const goingOn = active.filter(({ state }) => state === "running");
  if (goingOn.length === 0) return "start";
  return trigger !== "changes" && goingOn.some((run) => enough.includes(run)) ? "covered" : "later";
}

function modeStrength(mode: NonNullable<Run["mode"]>): number {
  return strength({ type: "backup", mode });
}
