import { countOf } from "../../shared/figures/index.ts";
import type { Schedule, ScheduledAction, TimeOfDay, Weekday, When } from "../../shared/model/index.ts";
import { formatTime, listInWords } from "../components/index.ts";

/** A Sunday, and the first of a month: only its names are used. */
const A_SUNDAY = new Date(2023, 0, 1);

/** Monday first, as a week is read. */
export const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 0];

/** `Monday`, in the user's language. */
export function weekdayName(day: Weekday, width: "long" | "short" = "long"): string {
  const date = new Date(A_SUNDAY.getFullYear(), 0, A_SUNDAY.getDate() + day);
  return date.toLocaleDateString(undefined, { weekday: width });
}

/** `January` of 1, in the user's language. */
export function monthName(month: number): string {
  return new Date(A_SUNDAY.getFullYear(), month - 1, 1).toLocaleDateString(undefined, { month: "long" });
}

/** A time of day as the user's system writes it. */
export function clock(at: TimeOfDay): string {
  const [hours = 0, minutes = 0] = at.split(":").map(Number);
  return formatTime(new Date(2023, 0, 1, hours, minutes).getTime());
}

/** `1st`, `22nd`, `13th` */
export function ordinal(day: number): string {
  const ending = ({ one: "st", two: "nd", few: "rd" } as Readonly<Record<string, string>>)[ORDINALS.select(day)];
  return `${day}${ending ?? "th"}`;
}
const ORDINALS = new Intl.PluralRules("en", { type: "ordinal" });

/** When something is due: “as files change”, “every hour”, “every Monday and Thursday at 15:00”. */
export function whenWords(when: When): string {
  switch (when.type) {
    case "changes":
      return "as files change";
    case "interval":
      return everyWords(when.minutes);
    case "daily":
      return `every day at ${clock(when.at)}`;
    case "weekly":
      return `every ${daysWords(when.days)} at ${clock(when.at)}`;
    case "monthly":
      return `on the ${ordinal(when.day)} of each month at ${clock(when.at)}`;
    case "yearly":
      return `every year on ${when.day} ${monthName(when.month)} at ${clock(when.at)}`;
    case "cron":
      return `at the times of “${when.expression}”`;
  }
}

function everyWords(minutes: number): string {
  if (minutes % 60 !== 0) return minutes === 1 ? "every minute" : `every ${countOf(minutes, "minute")}`;
  return minutes === 60 ? "every hour" : `every ${countOf(minutes / 60, "hour")}`;
}

/** `Monday and Thursday`; the five days of work and all seven have a name of their own. */
export function daysWords(days: readonly Weekday[]): string {
  const sorted = WEEK.filter((day) => days.includes(day));
  if (sorted.length === 7) return "day";
  if (sorted.length === 5 && !days.includes(0) && !days.includes(6)) return "weekday";
  return listInWords(
    sorted.map((day) => weekdayName(day)),
    7,
  );
}

/** What is done, as a verb: “Back up”, “Check”. */
export function actionWords(action: ScheduledAction): string {
  switch (action.type) {
    case "backup":
      return BACKUPS[action.mode];
    case "check":
      return action.readData ? "Check every byte" : "Check";
    case "tidy":
      return "Tidy up";
    case "test":
      return TESTS[action.amount];
  }
}

const TESTS = {
  sample: "Test a sample",
  large: "Test a large part",
  all: "Test everything",
} as const;

const BACKUPS = {
  incremental: "Back up",
  differential: "Back up what changed since the last full one",
  full: "Back up in full",
} as const;

/** When a plan backs up, within its sentence: “as files change”, “every day at 15:00 and every Sunday at 03:00”. */
export function backupTimes(schedules: readonly Schedule[]): string {
  const times = schedules.filter(({ action }) => action.type === "backup").map(({ when }) => whenWords(when));
  return times.length === 0 ? "when you ask for it" : listInWords(times);
}

/** What else a plan does by itself: “Tidy up every Sunday at 12:00”. */
export function otherTimes(schedules: readonly Schedule[]): readonly string[] {
  return schedules
    .filter(({ action }) => action.type !== "backup")
    .map(({ action, when }) => `${actionWords(action)} ${whenWords(when)}`);
}
