import type { Moment, PlanActivity, TargetState, WaitReason } from "../../shared/model/index.ts";
import { listInWords } from "./format.ts";
import { atInWords, sinceInWords, untilInWords } from "./moment-words.ts";

/** What a run or a plan waits for, after “Waiting for”. */
export function waitingFor(reason: WaitReason, places: readonly string[]): string {
  const place = places.length === 0 ? "its target" : listInWords(places);
  const words: Readonly<Record<WaitReason, string>> = {
    turn: "its turn: another run uses the target",
    target: `${place} to be connected`,
    mains: "the computer to be plugged in",
    battery: "the battery to be fuller",
    metered: "a connection that is not metered",
    network: "one of its networks",
    idle: "a moment when nobody uses the computer",
    "quiet-hours": "the end of quiet hours",
    settling: "files to stop changing",
    retry: "the next try",
    space: `room on ${place}`,
  };
  return words[reason];
}

/** What a plan does, beside how safe it is: “Next run today at 15:00”, “Waiting for Blue to be connected since Tuesday”. */
export function activityWords(
  activity: PlanActivity,
  { targets, hasChanges, isByHand }: ActivityFacts,
  now: Moment,
): string {
  switch (activity.type) {
    case "running":
      return "Running now";
    case "paused":
      return activity.until === undefined ? "Paused until you resume" : `Paused ${untilInWords(activity.until, now)}`;
    case "waiting":
      return waitingWords(activity, targets, now);
    case "idle":
      if (activity.next !== undefined) return `Next run ${atInWords(activity.next, now)}`;
      if (hasChanges) return "Next run as soon as something changes";
      return isByHand ? "Runs when you ask for it" : "Nothing is due";
  }
}

interface ActivityFacts {
  /** The plan's own. */
  readonly targets: readonly TargetState[];
  /** One of its schedules follows changes: what is foretold is not all that will run. */
  readonly hasChanges: boolean;
  /** It has no schedules. */
  readonly isByHand: boolean;
}

function waitingWords(activity: PlanActivity & { type: "waiting" }, targets: readonly TargetState[], now: Moment) {
  const away = targets.filter(({ presence }) => presence === "away");
  const places = (away.length > 0 ? away : targets).map(({ target }) => target.name);
  const what = listInWords(
    activity.for.map((reason) => waitingFor(reason, places)),
    activity.for.length,
  );
  const when = activity.until === undefined ? sinceInWords(activity.since, now) : untilInWords(activity.until, now);
  return `Waiting for ${what}, ${when}`;
}
