import { localTime } from "../../../../../shared/figures/index.ts";
import type { PlanActivity, WaitReason } from "../../../../../shared/model/index.ts";

const WAITS: Readonly<Record<WaitReason, string>> = {
  turn: "its turn",
  target: "its target",
  mains: "mains power",
  battery: "a fuller battery",
  metered: "a connection that is not paid by volume",
  network: "one of its networks",
  idle: "the computer to be idle",
  "quiet-hours": "the end of quiet hours",
  settling: "changes to settle",
  retry: "another try",
  space: "room on its target",
};

/** What a plan does now; undefined for one that does nothing until it is asked. */
export function activityText(activity: PlanActivity): string | undefined {
  switch (activity.type) {
    case "idle":
      return activity.next === undefined ? undefined : `runs next at ${localTime(activity.next)}`;
    case "running":
      return "runs now";
    case "waiting": {
      const until = activity.until === undefined ? "" : `, until ${localTime(activity.until)}`;
      return `waits for ${activity.for.map((reason) => WAITS[reason]).join(" and ")}${until}`;
    }
    case "paused":
      return activity.until === undefined
        ? "paused until “holdfast resume”"
        : `paused until ${localTime(activity.until)}`;
  }
}
