import type { Moment } from "../model/index.ts";
import { say, spokenLocale } from "../words/index.ts";
import { formatDate, formatTime, startOfDay } from "./calendar.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Calendar days from now to a moment: -1 is yesterday, 1 tomorrow. A day of 23 or 25 hours counts as one. */
function daysTo(moment: Moment, now: Moment): number {
  return Math.round((startOfDay(moment) - startOfDay(now)) / DAY_MS);
}

/** `Tuesday`, `12 March`. A weekday says which one is meant only if it is nearer than the next or last of its name. */
function dayName(moment: Moment, now: Moment): string {
  if (!isNear(moment, now)) return formatDate(moment, now);
  return new Date(moment).toLocaleDateString(spokenLocale(), { weekday: "long" });
}

function isNear(moment: Moment, now: Moment): boolean {
  return Math.abs(daysTo(moment, now)) < 7;
}

/** `today at 15:00`, `on Tuesday at 14:10`, `on 12 March at 14:10`. */
export function atInWords(moment: Moment, now: Moment): string {
  const time = formatTime(moment);
  switch (daysTo(moment, now)) {
    case 0:
      return say("today at {time}", { time });
    case 1:
      return say("tomorrow at {time}", { time });
    case -1:
      return say("yesterday at {time}", { time });
    default:
      return say("on {day} at {time}", { day: dayName(moment, now), time });
  }
}

/** `today at 15:00`, `Tuesday at 14:10`: after a preposition. */
export function dayInWords(moment: Moment, now: Moment): string {
  if (Math.abs(daysTo(moment, now)) <= 1) return atInWords(moment, now);
  return say("{day} at {time}", { day: dayName(moment, now), time: formatTime(moment) });
}

/** `14:10` of a moment today, else `yesterday at 14:10`, `Tuesday at 14:10`: for a second moment beside a first one. */
export function timeInWords(moment: Moment, now: Moment): string {
  return daysTo(moment, now) === 0 ? formatTime(moment) : dayInWords(moment, now);
}

/** `since 14:10`, `since yesterday`, `since Tuesday`, `since 12 March`. */
export function sinceInWords(moment: Moment, now: Moment): string {
  const days = daysTo(moment, now);
  if (days === 0) return say("since {time}", { time: formatTime(moment) });
  if (days === 1) return say("since tomorrow");
  if (days === -1) return say("since yesterday");
  const name = dayName(moment, now);
  return isNear(moment, now) ? say("since {day}", { day: name }) : say("since {date}", { date: name });
}

/** `until 15:00`, `until tomorrow at 08:00`. */
export function untilInWords(moment: Moment, now: Moment): string {
  return say("until {when}", { when: timeInWords(moment, now) });
}
