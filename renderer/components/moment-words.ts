import type { Moment } from "../../shared/model/index.ts";
import { formatDate, formatTime, startOfDay } from "./format.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Calendar days from now to a moment: -1 is yesterday, 1 tomorrow. A day of 23 or 25 hours counts as one. */
function daysTo(moment: Moment, now: Moment): number {
  return Math.round((startOfDay(moment) - startOfDay(now)) / DAY_MS);
}

/** The day as people say it: `today`, `tomorrow`, `yesterday`, `on Tuesday`, `on 12 March`. */
function dayWords(moment: Moment, now: Moment): string {
  const days = daysTo(moment, now);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  // A weekday says which one is meant only if it is nearer than the next or last of its name.
  if (Math.abs(days) < 7) return `on ${new Date(moment).toLocaleDateString(undefined, { weekday: "long" })}`;
  return `on ${formatDate(moment, now)}`;
}

/** `today at 15:00`, `on Tuesday at 14:10`, `on 12 March at 14:10`. */
export function atInWords(moment: Moment, now: Moment): string {
  return `${dayWords(moment, now)} at ${formatTime(moment)}`;
}

/** `14:10` of a moment today, else `yesterday at 14:10` and so on: for a second moment beside a first one. */
export function timeInWords(moment: Moment, now: Moment): string {
  return daysTo(moment, now) === 0 ? formatTime(moment) : atInWords(moment, now).replace(/^on /, "");
}

/** `since 14:10`, `since yesterday`, `since Tuesday`, `since 12 March`. */
export function sinceInWords(moment: Moment, now: Moment): string {
  if (daysTo(moment, now) === 0) return `since ${formatTime(moment)}`;
  return `since ${dayWords(moment, now).replace(/^on /, "")}`;
}

/** `until 15:00`, `until tomorrow at 08:00`. */
export function untilInWords(moment: Moment, now: Moment): string {
  return `until ${timeInWords(moment, now)}`;
}
