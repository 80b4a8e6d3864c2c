import { InvalidDuration } from "./errors.ts";

/** A length of time by the calendar: whole numbers, none negative. */
export interface Duration {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly hours: number;
}

const UNITS = { y: "years", m: "months", d: "days", h: "hours" } as const;
type Unit = keyof typeof UNITS;

/** More digits than any repository's life needs, and few enough to calculate with. */
const WRITTEN = /^(?:\d{1,9}[ymdh])*$/;

/**
 * Reads a duration as restic writes it: `1y5m7d2h` is a year, five months, seven days and two hours. Units may be in any
 * order and left out; nothing at all is no time. Unlike restic, which takes the last one, this refuses a unit given twice.
 *
 * @throws {InvalidDuration}
 */
export function parseDuration(text: string): Duration {
  const trimmed = text.trim();
  if (!WRITTEN.test(trimmed)) throw new InvalidDuration(text);
  const parts = [...trimmed.matchAll(/(\d+)([ymdh])/g)].map(([, number, unit]) => {
    // The pattern takes no other units.
    return [UNITS[unit as Unit], Number(number)] as const;
  });
  const given = Object.fromEntries(parts);
  if (Object.keys(given).length < parts.length) throw new InvalidDuration(text);
  return { years: 0, months: 0, days: 0, hours: 0, ...given };
}

/** A duration as restic writes it; empty when it is no time at all. */
export function formatDuration(duration: Duration): string {
  return Object.entries(UNITS)
    .map(([unit, name]) => (duration[name] === 0 ? "" : `${duration[name]}${unit}`))
    .join("");
}

export function isNoTime({ years, months, days, hours }: Duration): boolean {
  return years === 0 && months === 0 && days === 0 && hours === 0;
}
