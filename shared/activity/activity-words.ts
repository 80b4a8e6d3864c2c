import type { Moment, PlanActivity, TargetState, WaitReason } from "../model/index.ts";
import { atInWords, sinceInWords, untilInWords } from "../moments/index.ts";
import { say } from "../words/index.ts";
import { listInWords } from "./list-words.ts";

/** What a run or a plan waits for, after “Waiting for”. */
export function waitingFor(reason: WaitReason, places: readonly string[]): string {
  const place = places.length === 0 ? say("its target") : listInWords(places);
  switch (reason) {
    case "turn":
      return say("its turn: another run uses the target");
    case "target":
      return say("{place} to be connected", { place });
    case "mains":
      return say("the computer to be plugged in");
    case "battery":
      return say("the battery to be fuller");
    case "metered":
      return say("a connection that is not metered");
    case "network":
      return say("one of its networks");
    case "idle":
      return say("a moment when nobody uses the computer");
    case "quiet-hours":
      return say("the end of quiet hours");
    case "settling":
      return say("files to stop changing");
    case "retry":
      return say("the next try");
    case "space":
      return say("room on {place}", { place });
  }
}

/** What a plan does, beside how safe it is: “Next run today at 15:00”, “Waiting for Blue to be connected since Tuesday”. */
export function activityWords(
  activity: PlanActivity,
  { targets, hasChanges, isByHand }: ActivityFacts,
  now: Moment,
): string {
  switch (activity.type) {
    case "running":
      return say("Running now");
    case "paused":
      if (activity.until === undefined) return say("Paused until you resume");
      return say("Paused {until}", { until: untilInWords(activity.until, now) });
    case "waiting":
      return waitingWords(activity, targets, now);
    case "idle":
      if (activity.next !== undefined) return say("Next run {at}", { at: atInWords(activity.next, now) });
      if (hasChanges) return say("Next run as soon as something changes");
      return isByHand ? say("Runs when you ask for it") : say("Nothing is due");
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
  return say("Waiting for {what}, {when}", { what, when });
}
