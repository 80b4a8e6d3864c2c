const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Largest first: an age is told in the first unit that it holds twice, or once and exactly enough. */
const UNITS: readonly (readonly [unit: string, milliseconds: number])[] = [
  ["year", 365 * DAY],
  ["month", 30 * DAY],
  ["week", 7 * DAY],
  ["day", DAY],
  ["hour", HOUR],
  ["minute", MINUTE],
];

/** How long ago something was, in words: “3 days ago”, “just now”. A moment that is yet to come counts as now. */
export function agoText(milliseconds: number): string {
  for (const [unit, length] of UNITS) {
    const count = Math.floor(milliseconds / length);
    if (count >= (unit === "week" || unit === "month" ? 2 : 1)) return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
  }
  return "just now";
}
