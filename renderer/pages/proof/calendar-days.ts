import type { Moment, ProofDay } from "../../../shared/model/index.ts";

export type DayState = "passed" | "partly" | "failed" | "none";

export interface CalendarDay {
  /** As in `2026-11-22`. */
  readonly day: string;
  /** Its noon, for texts. */
  readonly at: Moment;
  readonly state: DayState;
  readonly found: ProofDay | undefined;
}

const NOON = 12;

/** The last days up to today, the oldest first. */
export function calendarDays(found: readonly ProofDay[], count: number, now: Moment): readonly CalendarDay[] {
  const byDay = new Map(found.map((day) => [day.day, day]));
  return Array.from({ length: count }, (_, index) => {
    const date = new Date(now);
    // By the calendar and not by hours: a day may have 23 or 25.
    date.setDate(date.getDate() - (count - 1 - index));
    date.setHours(NOON, 0, 0, 0);
    const day = nameOf(date);
    const known = byDay.get(day);
    return { day, at: date.getTime(), state: stateOf(known), found: known };
  });
}

function nameOf(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function stateOf(found: ProofDay | undefined): DayState {
  if (found === undefined) return "none";
  if (found.failed > 0) return "failed";
  return found.passed > 0 ? "passed" : "partly";
}
