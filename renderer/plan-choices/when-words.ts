import type { Schedule, ScheduledAction, TimeOfDay, Weekday, When } from "../../shared/model/index.ts";
import { say, spokenLocale, text } from "../../shared/words/index.ts";
import { formatTime, listInWords } from "../components/index.ts";

/** A Sunday, and the first of a month: only its names are used. */
const A_SUNDAY = new Date(2023, 0, 1);

/** Monday first, as a week is read. */
export const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 0];

/** `Monday`, in the user's language. */
export function weekdayName(day: Weekday, width: "long" | "short" = "long"): string {
  const date = new Date(A_SUNDAY.getFullYear(), 0, A_SUNDAY.getDate() + day);
  return date.toLocaleDateString(spokenLocale(), { weekday: width });
}

/** `January` of 1, in the user's language. */
export function monthName(month: number): string {
  return new Date(A_SUNDAY.getFullYear(), month - 1, 1).toLocaleDateString(spokenLocale(), { month: "long" });
}

/** A time of day as the user's system writes it. */
export function clock(at: TimeOfDay): string {
  const [hours = 0, minutes = 0] = at.split(":").map(Number);
  return formatTime(new Date(2023, 0, 1, hours, minutes).getTime());
}

/** `1st`, `22nd`, `13th` */
export function ordinal(day: number): string {
  return say("{day, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}", { day });
}

/** When something is due: “as files change”, “every hour”, “every Monday and Thursday at 15:00”. */
export function whenWords(when: When): string {
  switch (when.type) {
    case "changes":
      return say("as files change");
    case "interval":
      return everyWords(when.minutes);
    case "daily":
      return say("every day at {time}", { time: clock(when.at) });
    case "weekly":
      return say("{days} at {time}", { days: weekWords(when.days), time: clock(when.at) });
    case "monthly":
      return say("on the {day} of each month at {time}", { day: ordinal(when.day), time: clock(when.at) });
    case "yearly":
      return say("every year on {day} {month} at {time}", {
        ...{ day: when.day, month: monthName(when.month), time: clock(when.at) },
      });
    case "cron":
      return say("at the times of “{expression}”", { expression: when.expression });
  }
}

function everyWords(minutes: number): string {
  return minutes % 60 === 0
    ? say("{count, plural, one {every hour} other {every # hours}}", { count: minutes / 60 })
    : say("{count, plural, one {every minute} other {every # minutes}}", { count: minutes });
}

/** `every Monday and Thursday`; the five days of work and all seven have a name of their own. */
export function weekWords(days: readonly Weekday[]): string {
  const sorted = WEEK.filter((day) => days.includes(day));
  if (sorted.length === 7) return say("every day");
  if (sorted.length === 5 && !days.includes(0) && !days.includes(6)) return say("every weekday");
  const names = sorted.map((day) => weekdayName(day));
  return say("every {days}", { days: listInWords(names, 7) });
}

/** What is done, as a verb: “Back up”, “Check”. */
export function actionWords(action: ScheduledAction): string {
  switch (action.type) {
    case "backup":
      return say(BACKUPS[action.mode]);
    case "check":
      return say(action.readData ? "Check every byte" : "Check");
    case "tidy":
      return say("Tidy up");
    case "test":
      return say(TESTS[action.amount]);
  }
}

const TESTS = {
  sample: text("Test a sample"),
  large: text("Test a large part"),
  all: text("Test everything"),
} as const;

const BACKUPS = {
  incremental: text("Back up"),
  differential: text("Back up what changed since the last full one"),
  full: text("Back up in full"),
} as const;

/** When a plan backs up, within its sentence: “as files change”, “every day at 15:00 and every Sunday at 03:00”. */
export function backupTimes(schedules: readonly Schedule[]): string {
  const times = schedules.filter(({ action }) => action.type === "backup").map(({ when }) => whenWords(when));
  return times.length === 0 ? say("when you ask for it") : listInWords(times);
}

/** What else a plan does by itself: “Tidy up every Sunday at 12:00”. */
export function otherTimes(schedules: readonly Schedule[]): readonly string[] {
  return schedules
    .filter(({ action }) => action.type !== "backup")
    .map(({ action, when }) => say("{action} {when}", { action: actionWords(action), when: whenWords(when) }));
}
