import { DamagedObject } from "./damaged.ts";
import { offsetMinutesAt } from "./zone.ts";

/** A time as stored: RFC 3339 with up to nine digits of fraction and the zone it was written in. */
export type TimeText = string & { readonly time: unique symbol };

const NS_PER_SECOND = 1_000_000_000n;
const NS_PER_DAY = 86_400n * NS_PER_SECOND;
const SECONDS_PER_DAY = 86_400;
const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

/**
 * Writes a time with the zone offset in force here at that instant, as restic does, so that both write the same trees.
 *
 * @param epochNs nanoseconds since 1970-01-01T00:00:00Z. Years outside 0 to 9999 become 0 and 9999.
 */
export function formatTime(epochNs: bigint): TimeText {
  let day = Number(epochNs / NS_PER_DAY);
  let nsOfDay = Number(epochNs % NS_PER_DAY); // below 2^53
  if (nsOfDay < 0) {
    nsOfDay += Number(NS_PER_DAY);
    day -= 1;
  }
  let second = Math.floor(nsOfDay / 1e9);
  const ns = nsOfDay - second * 1e9;
  const offset = offsetMinutesAt(day * SECONDS_PER_DAY + second);
  second += offset * 60;
  if (second < 0 || second >= SECONDS_PER_DAY) {
    const days = Math.floor(second / SECONDS_PER_DAY);
    day += days;
    second -= days * SECONDS_PER_DAY;
  }
  // The pieces make up exactly the form the brand stands for.
  return `${dateText(day)}T${clockText(second)}${fractionText(ns)}${offsetText(offset)}` as TimeText;
}

/**
 * @returns nanoseconds since 1970-01-01T00:00:00Z
 * @throws {DamagedObject} not a time of the form above, or a date that does not exist
 */
export function parseTime(text: TimeText): bigint {
  const found = TIME.exec(text);
  if (found === null) throw new DamagedObject("time", "it is not in the usual form", { text: text.slice(0, 60) });
  const [, year, month, day, hour, minute, second, fraction, sign, offsetHour, offsetMinute] = found;
  const days = daysFromCivil(Number(year), Number(month), Number(day));
  const valid =
    dateText(days) === text.slice(0, 10) &&
    Math.max(Number(hour), Number(offsetHour ?? 0)) < 24 &&
    Math.max(Number(minute), Number(second), Number(offsetMinute ?? 0)) < 60;
  if (!valid) throw new DamagedObject("time", "there is no such date or hour", { text: text.slice(0, 60) });
  const offset = (Number(offsetHour ?? 0) * 60 + Number(offsetMinute ?? 0)) * (sign === "-" ? -1 : 1);
  const seconds = days * SECONDS_PER_DAY + Number(hour) * 3600 + (Number(minute) - offset) * 60 + Number(second);
  const ns = fraction === undefined ? 0 : Number(fraction.slice(0, 9).padEnd(9, "0"));
  return BigInt(seconds) * NS_PER_SECOND + BigInt(ns);
}

/** Whether a text from outside is a time; the check is parseTime itself, so that what passes can be read later. */
export function isTime(text: string): text is TimeText {
  try {
    parseTime(text as TimeText); // the claim under test
    return true;
  } catch {
    return false;
  }
}

let lastDay = Number.NaN;
let lastDate = "";

/** The calendar date of a day counted from 1970-01-01. Neighbours in a folder often share theirs. */
function dateText(day: number): string {
  if (day === lastDay) return lastDate;
  let [year, month, date] = civilFromDays(day);
  if (year < 0) year = 0;
  if (year > 9999) {
    year = 9999;
    // The year is set, then a 29 February that 9999 lacks moves on, as in Go's AddDate.
    if (month === 2 && date === 29) [month, date] = [3, 1];
  }
  lastDay = day;
  lastDate = `${String(year).padStart(4, "0")}-${two(month)}-${two(date)}`;
  return lastDate;
}

function clockText(second: number): string {
  const minute = Math.floor(second / 60);
  const hour = Math.floor(minute / 60);
  return `${two(hour)}:${two(minute - hour * 60)}:${two(second - minute * 60)}`;
}

function fractionText(ns: number): string {
  if (ns === 0) return "";
  let digits = String(ns + 1e9).slice(1);
  if (digits.endsWith("0")) digits = digits.replace(/0+$/, "");
  return `.${digits}`;
}

function offsetText(offset: number): string {
  if (offset === 0) return "Z";
  const minutes = Math.abs(offset);
  const hours = Math.floor(minutes / 60);
  return `${offset < 0 ? "-" : "+"}${two(hours)}:${two(minutes - hours * 60)}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant, “chrono-compatible low-level date algorithms”). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The inverse of daysFromCivil, from the same source. */
function civilFromDays(days: number): [year: number, month: number, day: number] {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch + (monthFromMarch < 10 ? 3 : -9);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}
