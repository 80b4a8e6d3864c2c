import { languageOf, say, spokenLocale } from "../words/index.ts";

/** Made when first used: it takes 20 ms, and not every command shows a number. One for each language that was spoken. */
const counts = new Map<string, Intl.NumberFormat>();
const points = new Map<string, string>();
const UNITS = ["kB", "MB", "GB", "TB", "PB", "EB"] as const;

/** 1,234 */
export function count(value: number | bigint): string {
  const locale = spokenLocale() === "en" ? "en-US" : spokenLocale();
  const format = counts.get(locale) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  counts.set(locale, format);
  return format.format(value);
}

/** “1 file”, “1,234 files”: for the command line. What is shown in several languages is a whole sentence for `say`. */
export function countOf(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Bytes in powers of ten: “3.4 GB”, “412 GB”, “17 bytes”. */
export function bytes(value: number): string {
  if (value < 1000) return say("{count, plural, one {# byte} other {# bytes}}", { count: Math.round(value) });
  let scaled = value / 1000;
  let unit = 0;
  // 999.5 would be shown as 1000 of the smaller unit.
  while (scaled >= 999.5 && unit < UNITS.length - 1) {
    scaled /= 1000;
    unit += 1;
  }
  return `${scaled < 99.95 ? decimal(scaled) : scaled.toFixed(0)} ${UNITS[unit]}`;
}

/** How long something took: “0.4 s”, “12 s”, “4 min 10 s”, “2 h 5 min”. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${decimal(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${count(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

/** How long something will still take, no more exact than it can be known. */
export function timeLeft(seconds: number): string {
  if (seconds < 10) return say("a few seconds left");
  if (seconds < 60) return say("about {count} seconds left", { count: Math.round(seconds / 5) * 5 });
  if (seconds < 90 * 60)
    return say("about {count, plural, one {# minute} other {# minutes}} left", { count: Math.round(seconds / 60) });
  return say("about {count, plural, one {# hour} other {# hours}} left", { count: Math.round(seconds / 3600) });
}

/** Local time to the second, as restic writes it: “2026-11-22 10:28:40”. */
export function localTime(time: string | number | Date): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** With one digit after the point, or the comma. */
function decimal(value: number): string {
  const written = value.toFixed(1);
  const locale = spokenLocale();
  if (languageOf(locale) === "en") return written;
  const point = points.get(locale) ?? new Intl.NumberFormat(locale).format(0.5).charAt(1);
  points.set(locale, point);
  return written.replace(".", point);
}
