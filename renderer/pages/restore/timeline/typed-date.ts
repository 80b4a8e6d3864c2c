import type { Moment, Snapshot } from "../../../../shared/model/index.ts";

/** From its first moment to the first after it. */
export interface Period {
  readonly from: Moment;
  readonly before: Moment;
}

const MONTH_ROOM = 12;

/**
 * The day, month or year that somebody types: `2026`, `2026-03-09`, `9.3.`, `9/3/2026`, `9 March`, `March 2026`. Names of months
 * are those of the locale, or English, from three letters on. Without a year it is the last such day that is over.
 */
export function readDate(text: string, locale: string, now: Moment): Period | undefined {
  const typed = text.trim().toLocaleLowerCase(locale);
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(typed);
  if (iso !== null) return periodOf(numberOf(iso[1]), numberOf(iso[2]), numberOf(iso[3]), now);
  const figures = /^(\d{1,2})([./])(\d{1,2})(?:\2(\d{4})?)?$/.exec(typed);
  if (figures !== null) {
    const isMonthFirst = figures[2] === "/" && ["en", "en-us"].includes(locale.toLowerCase());
    const [first, second] = [numberOf(figures[1]), numberOf(figures[3])];
    const [day, month] = isMonthFirst ? [second, first] : [first, second];
    return periodOf(numberOf(figures[4]), month, day, now);
  }
  return fromWords(
    typed.split(/[\s.,]+/).filter((word) => word !== ""),
    locale,
    now,
  );
}

function fromWords(words: readonly string[], locale: string, now: Moment): Period | undefined {
  if (words.length > 3) return undefined;
  let [year, month, day]: (number | undefined)[] = [undefined, undefined, undefined];
  for (const word of words) {
    if (/^\d{4}$/.test(word) && year === undefined) year = Number(word);
    else if (/^\d{1,2}$/.test(word) && day === undefined) day = Number(word);
    else {
      if (month !== undefined) return undefined;
      month = monthOf(word, locale);
      if (month === undefined) return undefined;
    }
  }
  return month === undefined ? undefined : periodOf(year, month, day, now);
}

/** From 1. */
function monthOf(word: string, locale: string): number | undefined {
  if (word.length < 3) return undefined;
  const names = (lang: string): string[] =>
    Array.from({ length: MONTH_ROOM }, (_, index) =>
      new Date(2026, index, 1).toLocaleDateString(lang, { month: "long" }).toLocaleLowerCase(lang),
    );
  for (const lang of new Set([locale, "en"])) {
    const at = names(lang).findIndex((name) => name.startsWith(word));
    if (at >= 0) return at + 1;
  }
  return undefined;
}

function periodOf(
  year: number | undefined,
  month: number | undefined,
  day: number | undefined,
  now: Moment,
): Period | undefined {
  const today = new Date(now);
  if (year === undefined) {
    const thisYear = period(today.getFullYear(), month, day);
    return thisYear !== undefined && thisYear.from > now ? period(today.getFullYear() - 1, month, day) : thisYear;
  }
  return period(year, month, day);
}

function period(year: number, month: number | undefined, day: number | undefined): Period | undefined {
  const from = new Date(year, (month ?? 1) - 1, day ?? 1);
  // The 31st of a month that has 30 days would be another day.
  if (month !== undefined && from.getMonth() !== month - 1) return undefined;
  if (day !== undefined && from.getDate() !== day) return undefined;
  const before =
    month === undefined
      ? new Date(year + 1, 0, 1)
      : day === undefined
        ? new Date(year, month, 1)
        : new Date(year, month - 1, day + 1);
  return { from: from.getTime(), before: before.getTime() };
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** What stood at the end of a period: the newest snapshot before it; where all are later, the oldest. @param snapshots the newest first */
export function snapshotOf({ before }: Period, snapshots: readonly Snapshot[]): Snapshot | undefined {
  return snapshots.find(({ time }) => time < before) ?? snapshots.at(-1);
}
