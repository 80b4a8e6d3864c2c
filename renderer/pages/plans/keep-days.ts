import type { Moment, RetentionVerdict } from "../../../shared/model/index.ts";
import { say, spokenLocale } from "../../../shared/words/index.ts";

/** What becomes of the snapshots of a day. */
export type DayFate = "none" | "stays" | "some" | "goes";

export interface CalendarDay {
  readonly day: number;
  readonly fate: DayFate;
  readonly stay: number;
  readonly go: number;
}

export interface CalendarMonth {
  readonly start: Moment;
  readonly name: string;
  /** Empty cells before the first, so that weeks begin on Monday. */
  readonly offset: number;
  readonly days: readonly CalendarDay[];
  readonly stay: number;
  readonly go: number;
}

/** Verdicts by month and day, the newest month first; months without a snapshot are left out. */
export function monthsOf(verdicts: readonly RetentionVerdict[]): readonly CalendarMonth[] {
  const months = Map.groupBy(verdicts, ({ time }) => startOfMonth(time));
  return [...months].toSorted(([a], [b]) => b - a).map(([start, own]) => monthOf(start, own));
}

function startOfMonth(time: Moment): Moment {
  const date = new Date(time);
  return new Date(date.getFullYear(), date.getMonth(), 1).getTime();
}

function monthOf(start: Moment, verdicts: readonly RetentionVerdict[]): CalendarMonth {
  const first = new Date(start);
  const length = new Date(first.getFullYear(), first.getMonth() + 1, 0).getDate();
  const byDay = Map.groupBy(verdicts, ({ time }) => new Date(time).getDate());
  const days = Array.from({ length }, (_, index) => dayOf(index + 1, byDay.get(index + 1) ?? []));
  return {
    start,
    name: first.toLocaleDateString(spokenLocale(), { month: "long", year: "numeric" }),
    offset: (first.getDay() + 6) % 7,
    days,
    stay: days.reduce((sum, { stay }) => sum + stay, 0),
    go: days.reduce((sum, { go }) => sum + go, 0),
  };
}

function dayOf(day: number, verdicts: readonly RetentionVerdict[]): CalendarDay {
  const stay = verdicts.filter(({ keep }) => keep).length;
  const go = verdicts.length - stay;
  const fate = stay + go === 0 ? "none" : go === 0 ? "stays" : stay === 0 ? "goes" : "some";
  return { day, fate, stay, go };
}

/** `3 stay, 2 go` */
export function fateWords({ stay, go }: { readonly stay: number; readonly go: number }): string {
  const parts = [
    ...(stay > 0 ? [say("{stay, plural, one {# stays} other {# stay}}", { stay })] : []),
    ...(go > 0 ? [say("{go, plural, one {# goes} other {# go}}", { go })] : []),
  ];
  return parts.join(", ");
}
