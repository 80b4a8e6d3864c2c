import { offsetMinutesAt, parseTime, type TimeText } from "../../format/index.ts";
import type { Duration } from "./duration.ts";
import type { CountRule } from "./policy.ts";

const NS_PER_SECOND = 1_000_000_000n;
const SECONDS_PER_HOUR = 3600;
const MS_PER_DAY = 86_400_000;
const DAYS_PER_WEEK = 7;

/** The local zone's offset from UTC at an instant, in minutes. */
export type LocalZone = (epochSecond: number) => number;

/**
 * The name of the hour, day, week, month or year of a time, in the zone that it was written in: a time of ten in the
 * evening in New York is of that day, wherever it is asked.
 */
export function bucketOf(rule: Exclude<CountRule, "last">, time: TimeText): string {
  switch (rule) {
    case "hourly":
      return time.slice(0, 13);
    case "daily":
      return time.slice(0, 10);
    case "weekly":
      return isoWeek(time);
    case "monthly":
      return time.slice(0, 7);
    case "yearly":
      return time.slice(0, 4);
  }
}

/**
 * The moment that lies a duration before a time, in nanoseconds since 1970; undefined if that is before all calendars.
 *
 * As Go's `Time.AddDate` counts, and so restic: years, months and days back on the calendar of the time's own zone, a day
 * that the month does not have running over into the next one (a month before 31 March is 2 or 3 March); then hours. A
 * time whose offset is that of the local zone at that moment is taken to be of the local zone, so that half a year before
 * noon in summer is noon in winter. Any other offset stays what it is.
 */
export function momentBefore(
  time: TimeText,
  { years, months, days, hours }: Duration,
  localZone: LocalZone = offsetMinutesAt,
): bigint | undefined {
  const instant = parseTime(time);
  const fraction = ((instant % NS_PER_SECOND) + NS_PER_SECOND) % NS_PER_SECOND;
  const second = Number((instant - fraction) / NS_PER_SECOND);
  const offset = offsetSecondsOf(time);
  const isLocal = !time.endsWith("Z") && localZone(second) * 60 === offset;

  const shifted = new Date((second + offset) * 1000);
  shifted.setUTCFullYear(shifted.getUTCFullYear() - years, shifted.getUTCMonth() - months, shifted.getUTCDate() - days);
  const wall = shifted.getTime() / 1000;
  if (Number.isNaN(wall)) return undefined;
  const moment = isLocal ? instantOfWall(wall, localZone) : wall - offset;
  return BigInt(moment - hours * SECONDS_PER_HOUR) * NS_PER_SECOND + fraction;
}

/** The instant of a time on the local clock; of one that comes twice or never in a year, the one that Go takes. */
function instantOfWall(wall: number, localZone: LocalZone): number {
  const guess = localZone(wall) * 60;
  return guess === 0 ? wall : wall - localZone(wall - guess) * 60;
}

function offsetSecondsOf(time: TimeText): number {
  if (time.endsWith("Z")) return 0;
  const [sign, hour, minute] = [time.at(-6), time.slice(-5, -3), time.slice(-2)];
  const seconds = Number(hour) * SECONDS_PER_HOUR + Number(minute) * 60;
  return sign === "-" ? -seconds : seconds;
}

/** Year and week of ISO 8601, such as `2026-W07`: a week is of the year that its Thursday is in. */
function isoWeek(time: TimeText): string {
  const thursday = new Date(0);
  thursday.setUTCFullYear(Number(time.slice(0, 4)), Number(time.slice(5, 7)) - 1, Number(time.slice(8, 10)));
  const daysSinceMonday = (thursday.getUTCDay() + DAYS_PER_WEEK - 1) % DAYS_PER_WEEK;
  thursday.setUTCDate(thursday.getUTCDate() - daysSinceMonday + 3);
  const newYear = new Date(thursday);
  newYear.setUTCMonth(0, 1);
  const week = Math.floor((thursday.getTime() - newYear.getTime()) / MS_PER_DAY / DAYS_PER_WEEK) + 1;
  return `${thursday.getUTCFullYear()}-W${week}`;
}
