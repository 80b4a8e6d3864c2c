import type { Presence } from "../../../shared/model/index.ts";

/** What is known of a target while runs wait for it: `unlooked` before each run, since a drive comes and goes. */
export type Look = "unlooked" | "looking" | Presence;

/** The runs of one repository, and whether it can be reached. */
export interface LaneState {
  readonly isRunning: boolean;
  readonly queued: number;
  readonly look: Look;
  /** The next one needs what another run works on. */
  readonly isHeld?: boolean;
}

/** `look`: at the target, now. `wait`: look again in a while. `nothing`: what is under way decides how it goes on. */
export type NextStep = "nothing" | "look" | "wait" | "start";

/** What can be done now for the runs of one repository. One at a time, and only when the target is there. */
export function nextStep({ isRunning, queued, look, isHeld = false }: LaneState): NextStep {
  if (isRunning || queued === 0) return "nothing";
  switch (look) {
    case "unlooked":
      return "look";
    case "looking":
      return "nothing";
    case "away":
      return "wait";
    // Where nobody can tell, the run itself finds out, and says what it found.
    case "present":
    case "unknown":
      return isHeld ? "nothing" : "start";
  }
}

/** What the queued runs of a repository wait for. */
export function waitingFor(look: Look): "turn" | "target" {
  return look === "away" ? "target" : "turn";
}
