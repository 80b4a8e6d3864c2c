import { KEEP_A_YEAR, type KeepRules } from "../../shared/model/index.ts";
import { say, type Text, text } from "../../shared/words/index.ts";
import { listInWords } from "../components/index.ts";

export type KeepPreset = "everything" | "month" | "year" | "custom";

/** Every hour of two days, and every day of a month. */
const KEEP_A_MONTH: KeepRules = { hourly: 48, daily: 30 };

export const KEEP_PRESETS: readonly {
  readonly preset: KeepPreset;
  readonly label: Text;
  readonly says: Text;
  readonly rules: KeepRules | undefined;
}[] = [
  {
    preset: "everything",
    label: text("Everything"),
    says: text("No snapshot is ever removed. The target fills up in time."),
    rules: undefined,
  },
  {
    preset: "month",
    label: text("A month"),
    says: text("Every hour of the last two days, and every day of the last month."),
    rules: KEEP_A_MONTH,
  },
  {
    preset: "year",
    label: text("A year"),
    says: text("The same, every week of a quarter, every month of a year, and one a year for three years."),
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
  {
    field: "last",
    label: text("Newest snapshots"),
    says: text("{count, plural, one {the newest snapshot} other {the newest # snapshots}}"),
  },
  {
    field: "hourly",
    label: text("Hours, one of each"),
    says: text("{count, plural, one {# hour} other {# hours}}"),
  },
  { field: "daily", label: text("Days, one of each"), says: text("{count, plural, one {# day} other {# days}}") },
  { field: "weekly", label: text("Weeks, one of each"), says: text("{count, plural, one {# week} other {# weeks}}") },
  {
    field: "monthly",
    label: text("Months, one of each"),
    says: text("{count, plural, one {# month} other {# months}}"),
  },
  { field: "yearly", label: text("Years, one of each"), says: text("{count, plural, one {# year} other {# years}}") },
] as const satisfies readonly { field: keyof KeepRules; label: Text; says: Text }[];

/** What stays, within a plan's sentence: “everything”, “a year of history”, “48 hours, 30 days and 12 months of history”. */
export function keepWords(keep: KeepRules | undefined): string {
  const preset = keepPresetOf(keep);
  if (keep === undefined) return say("everything");
  if (preset === "month") return say("a month of history");
  if (preset === "year") return say("a year of history");
  const [newest, ...spans] = KEEP_NUMBERS.map(({ field, says }) => {
    const many = keep[field];
    return many === undefined ? undefined : say(says, { count: many });
  });
  const history = spans.filter((span) => span !== undefined);
  const parts = [
    ...(newest === undefined ? [] : [newest]),
    ...(history.length === 0 ? [] : [say("{spans} of history", { spans: listInWords(history, history.length) })]),
    ...withinWords(keep),
    ...(keep.tags === undefined || keep.tags.length === 0 ? [] : [say("snapshots with a tag")]),
  ];
  // The newest snapshot stays whatever the rules say.
  return parts.length === 0 ? say("only the newest snapshot") : listInWords(parts, parts.length);
}

function withinWords(keep: KeepRules): readonly string[] {
  const within: readonly (readonly [string | undefined, Text])[] = [
    [keep.within, text("all of the last {span}")],
    [keep.withinHourly, text("one an hour of the last {span}")],
    [keep.withinDaily, text("one a day of the last {span}")],
    [keep.withinWeekly, text("one a week of the last {span}")],
    [keep.withinMonthly, text("one a month of the last {span}")],
    [keep.withinYearly, text("one a year of the last {span}")],
  ];
  return within.flatMap(([span, says]) => (span === undefined ? [] : [say(says, { span: spanWords(span) })]));
}

/** Of a span that is over: other languages may have another case for it than for what stays. */
const SPAN_UNITS = {
  y: text("{past, plural, one {# year} other {# years}}"),
  m: text("{past, plural, one {# month} other {# months}}"),
  d: text("{past, plural, one {# day} other {# days}}"),
  h: text("{past, plural, one {# hour} other {# hours}}"),
} as const;

/** `1y6m` as “1 year and 6 months”. */
export function spanWords(span: string): string {
  const parts = [...span.matchAll(/(\d+)([ymdh])/g)].map(([, many, unit]) =>
    // The expression lets no other unit through.
    say(SPAN_UNITS[unit as keyof typeof SPAN_UNITS], { past: Number(many) }),
  );
  return listInWords(parts, parts.length);
}
