import { countOf } from "../../shared/figures/index.ts";
import { KEEP_A_YEAR, type KeepRules } from "../../shared/model/index.ts";
import { listInWords } from "../components/index.ts";

export type KeepPreset = "everything" | "month" | "year" | "custom";

/** Every hour of two days, and every day of a month. */
const KEEP_A_MONTH: KeepRules = { hourly: 48, daily: 30 };

export const KEEP_PRESETS: readonly {
  readonly preset: KeepPreset;
  readonly label: string;
  readonly says: string;
  readonly rules: KeepRules | undefined;
}[] = [
  {
    preset: "everything",
    label: "Everything",
    says: "No snapshot is ever removed. The target fills up in time.",
    rules: undefined,
  },
  {
    preset: "month",
    label: "A month",
    says: "Every hour of the last two days, and every day of the last month.",
    rules: KEEP_A_MONTH,
  },
  {
    preset: "year",
    label: "A year",
    says: "The same, every week of a quarter, every month of a year, and one a year for three years.",
    rules: KEEP_A_YEAR,
  },
];

/** Which of the presets rules are; their order of fields does not matter. */
export function keepPresetOf(keep: KeepRules | undefined): KeepPreset {
  const same = KEEP_PRESETS.find(({ rules }) => canonical(rules) === canonical(keep));
  return same?.preset ?? "custom";
}

function canonical(rules: KeepRules | undefined): string {
  if (rules === undefined) return "";
  const stated = Object.entries(rules).filter(([, value]) => value !== undefined);
  return JSON.stringify(stated.toSorted(([a], [b]) => a.localeCompare(b)));
}

/** The numbers that rules have, with the words of a form and of a sentence. */
export const KEEP_NUMBERS = [
  { field: "last", label: "Newest snapshots", one: "snapshot" },
  { field: "hourly", label: "Hours, one of each", one: "hour" },
  { field: "daily", label: "Days, one of each", one: "day" },
  { field: "weekly", label: "Weeks, one of each", one: "week" },
  { field: "monthly", label: "Months, one of each", one: "month" },
  { field: "yearly", label: "Years, one of each", one: "year" },
] as const satisfies readonly { field: keyof KeepRules; label: string; one: string }[];

/** What stays, within a plan's sentence: “everything”, “a year of history”, “48 hours, 30 days and 12 months of history”. */
export function keepWords(keep: KeepRules | undefined): string {
  const preset = keepPresetOf(keep);
  if (keep === undefined) return "everything";
  if (preset === "month") return "a month of history";
  if (preset === "year") return "a year of history";
  const [newest, ...spans] = KEEP_NUMBERS.map(({ field, one }) => {
    const many = keep[field];
    return many === undefined ? undefined : countOf(many, one);
  });
  const history = spans.filter((span) => span !== undefined);
  const parts = [
    ...(newest === undefined ? [] : [keep.last === 1 ? "the newest snapshot" : `the newest ${newest}`]),
    ...(history.length === 0 ? [] : [`${listInWords(history, history.length)} of history`]),
    ...withinWords(keep),
    ...(keep.tags === undefined || keep.tags.length === 0 ? [] : ["snapshots with a tag"]),
  ];
  // The newest snapshot stays whatever the rules say.
  return parts.length === 0 ? "only the newest snapshot" : listInWords(parts, parts.length);
}

function withinWords(keep: KeepRules): readonly string[] {
  const within: readonly (readonly [string | undefined, string])[] = [
    [keep.within, "all"],
    [keep.withinHourly, "one an hour"],
    [keep.withinDaily, "one a day"],
    [keep.withinWeekly, "one a week"],
    [keep.withinMonthly, "one a month"],
    [keep.withinYearly, "one a year"],
  ];
  return within.flatMap(([span, which]) => (span === undefined ? [] : [`${which} of the last ${spanWords(span)}`]));
}

const SPAN_UNITS = { y: "year", m: "month", d: "day", h: "hour" } as const;

/** `1y6m` as “1 year and 6 months”. */
export function spanWords(span: string): string {
  const parts = [...span.matchAll(/(\d+)([ymdh])/g)].map(([, many, unit]) =>
    // The expression lets no other unit through.
    countOf(Number(many), SPAN_UNITS[unit as keyof typeof SPAN_UNITS]),
  );
  return listInWords(parts, parts.length);
}
