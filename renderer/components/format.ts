/** Figures and moments in words, in the user's language where the system knows it. All pure. */

const COUNT = new Intl.NumberFormat("en");
const UNITS = ["bytes", "kB", "MB", "GB", "TB", "PB"] as const;

/** `1,234` */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** `1 file`, `1,234 files` */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `3.4 GB`: powers of ten, two to three digits; `812 bytes` below a thousand. */
export function formatBytes(bytes: number): string {
  let unit = 0;
  let value = bytes;
  // 999.95 would be written “1000.0”: it belongs to the next unit.
  while (unit < UNITS.length - 1 && value >= (unit === 0 ? 1000 : 999.5)) {
    value /= 1000;
    unit += 1;
  }
  if (unit === 0) return countOf(bytes, "byte");
  const digits = value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

/** `3,412,345,678 bytes`, for a hover over the rounded one. */
export function exactBytes(bytes: number): string {
  return countOf(bytes, "byte");
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `about 4 minutes`, for time left; below ten seconds `a few seconds`. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 10) return "a few seconds";
  if (seconds < 55) return `about ${Math.ceil(seconds / 10) * 10} seconds`;
  if (seconds < 55 * MINUTE) return `about ${countOf(Math.max(1, Math.round(seconds / MINUTE)), "minute")}`;
  if (seconds < 2 * DAY) return `about ${countOf(Math.max(1, Math.round(seconds / HOUR)), "hour")}`;
  return `about ${countOf(Math.round(seconds / DAY), "day")}`;
}

/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`: how long something took. */
export function formatDuration(seconds: number): string {
  if (seconds < 1) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < MINUTE) return `${whole} s`;
  if (whole < HOUR) return join(Math.floor(whole / MINUTE), "min", whole % MINUTE, "s");
  return join(Math.floor(whole / HOUR), "h", Math.round((whole % HOUR) / MINUTE), "min");
}

function join(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}

/** `just now`, `4 minutes ago`, `in 2 hours`; from a week on the date. */
export function formatWhen(moment: number, now: number): string {
  const seconds = (now - moment) / 1000;
  const distance = Math.abs(seconds);
  if (distance < 45) return "just now";
  if (distance >= 7 * DAY) return formatDate(moment, now);
  const words = roundedWords(distance);
  return seconds >= 0 ? `${words} ago` : `in ${words}`;
}

function roundedWords(seconds: number): string {
  if (seconds < 59.5 * MINUTE) return countOf(Math.max(1, Math.round(seconds / MINUTE)), "minute");
  if (seconds < 23.5 * HOUR) return countOf(Math.max(1, Math.round(seconds / HOUR)), "hour");
  return countOf(Math.max(1, Math.round(seconds / DAY)), "day");
}

/** `12 March`, with the year when it is another one than now's. */
export function formatDate(moment: number, now: number): string {
  const date = new Date(moment);
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  return date.toLocaleDateString(undefined, {
    day: "numeric",
    month: "long",
    ...(isThisYear ? {} : { year: "numeric" }),
  });
}

/** The full date and time, for a hover. */
export function formatMoment(moment: number): string {
  return new Date(moment).toLocaleString(undefined, { dateStyle: "full", timeStyle: "medium" });
}

/** `14:10` */
export function formatTime(moment: number): string {
  return new Date(moment).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
}

/** The heading of a day in a list: `Today`, `Yesterday`, `Monday 9 March`. */
export function formatDay(moment: number, now: number): string {
  const daysAgo = Math.round((startOfDay(now) - startOfDay(moment)) / (DAY * 1000));
  if (daysAgo === 0) return "Today";
  if (daysAgo === 1) return "Yesterday";
  const weekday = new Date(moment).toLocaleDateString(undefined, { weekday: "long" });
  return `${weekday} ${formatDate(moment, now)}`;
}

/** Midnight of the moment's day, here. */
export function startOfDay(moment: number): number {
  return new Date(moment).setHours(0, 0, 0, 0);
}

/** `36%`, never 100% before the end. */
export function formatPercent(share: number): string {
  return `${Math.floor(Math.min(1, Math.max(0, share)) * 100)}%`;
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

/** `A`, `A and B`, `A, B and 2 more`. */
export function listInWords(words: readonly string[], shown = 2): string {
  if (words.length <= 1) return words[0] ?? "";
  if (words.length === 2 && shown >= 2) return `${words[0]} and ${words[1]}`;
  if (words.length <= shown) return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
  return `${words.slice(0, shown).join(", ")} and ${words.length - shown} more`;
}
