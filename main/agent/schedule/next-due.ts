import { Cron } from "croner";
import type { Moment, TimeOfDay, When } from "../../../shared/model/index.ts";
import { CronFault } from "./errors.ts";

const MINUTE_MS = 60_000;
const FEBRUARY = 2;
/** Months that have a 30th and no 31st. */
const SHORT_MONTHS: readonly number[] = [4, 6, 9, 11];

/**
 * When something is due that was last due, or begun, at `last`: the first moment after it. It lies in the past if it was
 * missed. A time that a clock change skips is due right after the gap, one that comes twice is due the first time. What
 * has a `*` or a step for the hour or the minute goes by time that passes, as cron has it: nothing extra, nothing skipped.
 *
 * @param zone an IANA name, such as `Europe/Berlin`
 * @returns undefined for what no clock decides, and for what never comes
 */
export function nextDue(when: When, last: Moment, zone: string): Moment | undefined {
  if (when.type === "changes") return undefined;
  if (when.type === "interval") return last + when.minutes * MINUTE_MS;
  const nexts = expressionsOf(when).flatMap((expression) => nextOf(expression, last, zone) ?? []);
  return nexts.length === 0 ? undefined : Math.min(...nexts);
}

/** The next time of a wall clock, in the same way. @param weekdays all if there are none */
export function nextTimeOfDay(at: TimeOfDay, weekdays: readonly number[], last: Moment, zone: string): Moment {
  const next = nextOf(`${minuteAndHour(at)} * * ${weekdays.length === 0 ? "*" : weekdays.join(",")}`, last, zone);
  if (next === undefined) throw new Error(`no ${at} comes after ${last} in ${zone}`);
  return next;
}

/**
 * Refuses what is no cron expression of five fields, and what never comes, such as 31 February.
 *
 * @throws {CronFault}
 */
export function checkCron(expression: string, now: Moment): void {
  let next: Moment | undefined;
  try {
    next = nextOf(expression, now, "UTC");
  } catch (cause) {
    throw new CronFault(expression, "malformed", cause);
  }
  if (next === undefined) throw new CronFault(expression, "never");
}

/** A day that a month does not have is its last one, so it takes more than one expression. */
function expressionsOf(when: Exclude<When, { type: "changes" | "interval" }>): readonly string[] {
  switch (when.type) {
    case "daily":
      return [`${minuteAndHour(when.at)} * * *`];
    case "weekly":
      return [`${minuteAndHour(when.at)} * * ${when.days.join(",")}`];
    case "monthly":
      return monthly(when.day).map((days) => `${minuteAndHour(when.at)} ${days} *`);
    case "yearly": {
      const { month, day, at } = when;
      const isLast = day > 28 && (month === FEBRUARY || (day === 31 && SHORT_MONTHS.includes(month)));
      return [`${minuteAndHour(at)} ${isLast ? "L" : day} ${month} *`];
    }
    case "cron":
      return [when.expression];
  }
}

/** Days and months. Where two of them name the same day, it is the same moment. */
function monthly(day: number): readonly string[] {
  if (day === 31) return ["L *"];
  if (day === 30) return ["30 1,3-12", `L ${FEBRUARY}`];
  return day === 29 ? ["29 *", `L ${FEBRUARY}`] : [`${day} *`];
}

function minuteAndHour(at: TimeOfDay): string {
  const [hour, minute] = at.split(":").map(Number);
  return `${minute} ${hour}`;
}

function nextOf(expression: string, last: Moment, zone: string): Moment | undefined {
  // Lists and ranges are times of the wall clock, too; only with `*` and steps it is time that passes.
  const cron = new Cron(expression, { timezone: zone, mode: "5-part", fixedTimeRule: "no-wildcard" });
  return cron.nextRun(new Date(last))?.getTime();
}
