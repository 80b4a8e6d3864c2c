import type { Hours, Moment } from "../../../shared/model/index.ts";
import { nextTimeOfDay } from "./next-due.ts";

const HOUR_MS = 60 * 60 * 1000;
/** Hours last a day at most, and the longest day has 25. */
const LOOK_BACK_MS = 26 * HOUR_MS;
/** Hours that follow on one another: a week of them is looked at, and longer ones have no end. */
const MOST_ENDS = 100;

export function isWithinHours(hours: Hours, now: Moment, zone: string): boolean {
  return hoursEnd(hours, now, zone) !== undefined;
}

/** When the hours end that it is now; undefined if it is none of them. From and to the same time is a whole day. */
export function hoursEnd({ from, to, days }: Hours, now: Moment, zone: string): Moment | undefined {
  const begins = latestBefore(now, (last) => nextTimeOfDay(from, days, last, zone));
  if (begins === undefined) return undefined;
  const ends = nextTimeOfDay(to, [], begins, zone);
  return now < ends ? ends : undefined;
}

/** When it is none of several hours any more; undefined if it is none now. Hours without an end give their last known. */
export function allHoursEnd(all: readonly Hours[], now: Moment, zone: string): Moment | undefined {
  let end: Moment | undefined;
  for (let ends = 0; ends < MOST_ENDS; ends++) {
    const from = end ?? now;
    const later = all.flatMap((hours) => hoursEnd(hours, from, zone) ?? []);
    if (later.length === 0) return end;
    end = Math.max(...later);
  }
  return end;
}

function latestBefore(now: Moment, next: (last: Moment) => Moment): Moment | undefined {
  let latest: Moment | undefined;
  for (let at = next(now - LOOK_BACK_MS); at <= now; at = next(at)) latest = at;
  return latest;
}
