import { DamagedObject } from "./damaged.ts";
import { offsetMinutesAt } from "./zone.ts";

/** A time as stored: RFC 3339 with up to nine digits of fraction and the zone it was written in. */
export type TimeText = string & { readonly time: unique symbol };

const NS_PER_SECOND = 1_000_000_000n;
const NS_PER_DAY = 86_400n * NS_PER_SECOND;
const SECONDS_PER_DAY = 86_400;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

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
  const seconds = epochSeconds(text);
  if (Number.isNaN(seconds)) throw new DamagedObject("time", "it is none", { text: text.slice(0, 60) });
  return BigInt(seconds) * NS_PER_SECOND + BigInt(fractionNs(text));
}

let lastSound = "";

/** Whether a text from outside is a time, which parseTime reads. Many nodes have one time in several fields. */
export function isTime(text: string): text is TimeText {
  if (text === lastSound) return true;
  if (Number.isNaN(epochSeconds(text))) return false;
  lastSound = text;
  return true;
}

/** Whole seconds since 1970; NaN if the text is no time. Digits are read one by one: it is called for every time there is. */
function epochSeconds(text: string): number {
  if (!TIME.test(text)) return Number.NaN;
  const [hour, minute, second] = [digits(text, 11), digits(text, 14), digits(text, 17)];
  const days = daysFromCivil(digits(text, 0) * 100 + digits(text, 2), digits(text, 5), digits(text, 8));
  if (hour > 23 || minute > 59 || second > 59 || !text.startsWith(dateText(days))) return Number.NaN;
  const local = days * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
  if (text.endsWith("Z")) return local;
  const zone = text.length - 6;
  const [offsetHour, offsetMinute] = [digits(text, zone + 1), digits(text, zone + 4)];
  if (offsetHour > 23 || offsetMinute > 59) return Number.NaN;
  const offset = offsetHour * 3600 + offsetMinute * 60;
  return text[zone] === "-" ? local + offset : local - offset;
}

/** Nanoseconds of the fraction, without what is beyond the ninth digit. */
function fractionNs(text: string): number {
  if (text[19] !== ".") return 0;
  const end = text.length - (text.endsWith("Z") ? 1 : 6);
  return Number(text.slice(20, Math.min(end, 29)).padEnd(9, "0"));
}

/** The number that two digits make. */
function digits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
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
