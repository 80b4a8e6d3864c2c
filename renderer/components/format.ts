import { agoText } from "../../shared/health/index.ts";
import { formatDate, startOfDay } from "../../shared/moments/index.ts";
import { say, spokenLocale } from "../../shared/words/index.ts";

export { formatPercent, listInWords } from "../../shared/activity/index.ts";
export { formatDate, formatTime, startOfDay } from "../../shared/moments/index.ts";

/** Moments, paths and lists in words; figures are in shared/figures. All pure. */

const DAY_MS = 24 * 60 * 60 * 1000;

/** `just now`, `4 minutes ago`, as the health of a plan says it. */
export function formatWhen(moment: number, now: number): string {
  return agoText(Math.max(0, now - moment));
}

/** The full date and time, for a hover. */
export function formatMoment(moment: number): string {
  return momentFormat("full", "medium").format(moment);
}

/** `12 Mar 2026, 14:10`: of the same width in each row of a list. */
export function formatShort(moment: number): string {
  return momentFormat("medium", "short").format(moment);
}

/** Formats are kept: making one takes longer than a row of a long list may. */
const momentFormats = new Map<string, Intl.DateTimeFormat>();

function momentFormat(dateStyle: "full" | "medium", timeStyle: "medium" | "short"): Intl.DateTimeFormat {
  const key = `${spokenLocale()} ${dateStyle}`;
  const format = momentFormats.get(key) ?? new Intl.DateTimeFormat(spokenLocale(), { dateStyle, timeStyle });
  momentFormats.set(key, format);
  return format;
}

/** The heading of a day in a list: `Today`, `Yesterday`, `Monday 9 March`. */
export function formatDay(moment: number, now: number): string {
  const daysAgo = Math.round((startOfDay(now) - startOfDay(moment)) / DAY_MS);
  if (daysAgo === 0) return say("Today");
  if (daysAgo === 1) return say("Yesterday");
  const weekday = new Date(moment).toLocaleDateString(spokenLocale(), { weekday: "long" });
  return say("{weekday} {date}", { weekday, date: formatDate(moment, now) });
}

/** `3,412,117,204 bytes`, for a hover. */
export function exactBytes(bytes: number): string {
  return say("{count, plural, one {# byte} other {# bytes}}", { count: bytes });
}

const LONE_SURROGATE = /[\ud800-\udfff]/gu;

/** A name or path as it can be shown: bytes that are no text become “�”. */
export function showPath(path: string): string {
  return path.replace(LONE_SURROGATE, "�");
}

/** The last piece of a path; the path itself at the top. */
export function baseName(path: string): string {
  return showPath(path.replace(/\/+$/, "").split("/").at(-1) || path);
}
