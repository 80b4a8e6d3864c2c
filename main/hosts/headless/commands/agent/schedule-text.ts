import { randomUUID } from "node:crypto";
import {
  Schedule,
  type ScheduledAction,
  ScheduleId,
  type TestAmount,
  type TimeOfDay,
  type Weekday,
  type When,
} from "../../../../../shared/model/index.ts";
import { UsageError } from "../../errors.ts";
import { parseDuration } from "../../values.ts";

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** The words that may follow a time, and what is done then. Without one it is an incremental backup. */
const ACTIONS: Readonly<Record<string, ScheduledAction>> = {
  incremental: { type: "backup", mode: "incremental" },
  differential: { type: "backup", mode: "differential" },
  full: { type: "backup", mode: "full" },
  check: { type: "check", readData: false },
  "check-data": { type: "check", readData: true },
  tidy: { type: "tidy" },
  "test-sample": { type: "test", amount: "sample" },
  test: { type: "test", amount: "large" },
  "test-all": { type: "test", amount: "all" },
};
const TESTS: Readonly<Record<TestAmount, string>> = { sample: "test-sample", large: "test", all: "test-all" };

/** A kind of schedule: its option, an example of its times, and what they mean. */
export interface ScheduleForm {
  readonly option: "every" | "daily" | "weekly" | "monthly" | "yearly" | "cron";
  readonly syntax: string;
  readonly says: string;
  /** @param words all but the action @returns undefined if they are not of the form */
  readonly parse: (words: readonly string[]) => When | undefined;
}

export const SCHEDULE_FORMS: readonly ScheduleForm[] = [
  {
    ...{ option: "every", syntax: "2h", says: "so long after the last time: 15m, 2h, 3d" },
    parse: ([time = "", ...more]) =>
      more.length > 0 ? undefined : { type: "interval", minutes: Math.round(spanOf(time) / MINUTE_MS) },
  },
  {
    ...{ option: "daily", syntax: "12:00", says: "at a time of day" },
    parse: ([at = "", ...more]) => (more.length > 0 ? undefined : { type: "daily", at: timeOf(at) }),
  },
  {
    ...{ option: "weekly", syntax: "'mon,thu 09:00'", says: "on some days of the week" },
    parse: ([days = "", at = "", ...more]) =>
      more.length > 0 ? undefined : { type: "weekly", days: days.split(",").map(weekdayOf), at: timeOf(at) },
  },
  {
    ...{ option: "monthly", syntax: "'1 03:00'", says: "on a day of the month; 31 is the last" },
    parse: ([day = "", at = "", ...more]) =>
      more.length > 0 ? undefined : { type: "monthly", day: Number(day), at: timeOf(at) },
  },
  {
    ...{ option: "yearly", syntax: "'12-24 03:00'", says: "on a day of the year, month first" },
    parse: ([date = "", at = "", ...more]) => {
      const [, month, day] = /^(\d{1,2})-(\d{1,2})$/.exec(date) ?? [];
      return more.length > 0 ? undefined : { type: "yearly", month: Number(month), day: Number(day), at: timeOf(at) };
    },
  },
  {
    ...{ option: "cron", syntax: "'30 3 * * 1-5'", says: "for those who know cron" },
    parse: (words) => (words.length === 5 ? { type: "cron", expression: words.join(" ") } : undefined),
  },
];

/** What one option says: a time, and an action behind it if it is another than an incremental backup. */
export function parseSchedule({ option, syntax, parse }: ScheduleForm, text: string): Schedule {
  const words = text.trim().split(/\s+/);
  const action = words.length > 1 ? ACTIONS[words.at(-1) ?? ""] : undefined;
  const when = parse(action === undefined ? words : words.slice(0, -1));
  const made = Schedule.safeParse({ id: newId(), when, action: action ?? ACTIONS["incremental"] });
  if (made.success) return made.data;
  throw new UsageError(
    `“${text}” is nothing that --${option} can mean.`,
    `Write it as --${option} ${syntax}, with ${Object.keys(ACTIONS).join(", ")} behind it if you like.`,
  );
}

/** A schedule after changes. */
export function changesSchedule(settleSeconds = 60, atMostEveryMinutes = 15): Schedule {
  const when: When = { type: "changes", settleSeconds, atMostEveryMinutes };
  return { id: newId(), when, action: { type: "backup", mode: "incremental" } };
}

/** A schedule as its option is written, without dashes: “daily 12:00”, “weekly sun 03:00 full”. */
export function scheduleText({ when, action }: Schedule): string {
  const isPlain = action.type === "backup" && action.mode === "incremental";
  return `${whenText(when)}${isPlain ? "" : ` ${actionText(action)}`}`;
}

/** The word for what is done. */
export function actionText(action: ScheduledAction): string {
  switch (action.type) {
    case "backup":
      return action.mode;
    case "check":
      return action.readData ? "check-data" : "check";
    case "tidy":
      return "tidy";
    case "test":
      return TESTS[action.amount];
  }
}

function whenText(when: When): string {
  switch (when.type) {
    case "changes":
      return `on changes, ${when.settleSeconds}s after the last, at most every ${when.atMostEveryMinutes}m`;
    case "interval":
      return `every ${spanText(when.minutes)}`;
    case "daily":
      return `daily ${when.at}`;
    case "weekly":
      return `weekly ${when.days.map((day) => DAYS[day]).join(",")} ${when.at}`;
    case "monthly":
      return `monthly ${when.day} ${when.at}`;
    case "yearly":
      return `yearly ${when.month}-${when.day} ${when.at}`;
    case "cron":
      return `cron ${when.expression}`;
  }
}

function spanText(minutes: number): string {
  if (minutes % DAY_MINUTES === 0) return `${minutes / DAY_MINUTES}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

function spanOf(text: string): number {
  const [, days] = /^(\d+)d$/.exec(text) ?? [];
  return days === undefined ? parseDuration(text) : Number(days) * DAY_MINUTES * MINUTE_MS;
}

/** What is no time is found out by the schema. */
function timeOf(text: string): TimeOfDay {
  return /^\d:/.test(text) ? `0${text}` : text;
}

export function weekdayOf(text: string): Weekday {
  return DAYS.findIndex((day) => text.length >= 2 && text.toLowerCase().startsWith(day.slice(0, text.length)));
}

function newId(): ScheduleId {
  return ScheduleId.parse(randomUUID());
}
