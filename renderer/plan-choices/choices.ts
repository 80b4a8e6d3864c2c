import {
  type Conditions,
  type KeepRules,
  type Schedule,
  type ScheduledAction,
  ScheduleId,
  type When,
} from "../../shared/model/index.ts";

export type WhenPreset = "changes" | "hourly" | "daily" | "weekly" | "by-hand" | "more";

/** After a minute of quiet, and not more often than every quarter of an hour. */
export const AS_FILES_CHANGE: When = { type: "changes", settleSeconds: 60, atMostEveryMinutes: 15 };
const BACKUP: ScheduledAction = { type: "backup", mode: "incremental" };
/** Sundays at noon: once a week is often enough, and most computers are on then or catch up soon after. */
const TIDY_WHEN: When = { type: "weekly", days: [0], at: "12:00" };
/** After tidying, so that what is read back is what stays. */
const TEST_WHEN: When = { type: "weekly", days: [0], at: "13:00" };

/** What each of the simple choices stands for at first. */
const FIRST_WHEN: Readonly<Record<Exclude<WhenPreset, "by-hand" | "more">, When>> = {
  changes: AS_FILES_CHANGE,
  hourly: { type: "interval", minutes: 60 },
  daily: { type: "daily", at: "18:00" },
  weekly: { type: "weekly", days: [5], at: "18:00" },
};

export function newSchedule(when: When, action: ScheduledAction = BACKUP): Schedule {
  return { id: ScheduleId.parse(crypto.randomUUID()), when, action };
}

/** What goes on beside backups, whenever those are. */
function isUpkeep({ action }: Schedule): boolean {
  return action.type === "tidy" || action.type === "test";
}

/** Which of the simple choices schedules are. Tidying and testing go on beside each of them. */
export function whenPresetOf(schedules: readonly Schedule[]): WhenPreset {
  const others = schedules.filter((each) => !isUpkeep(each));
  const [only] = others;
  if (only === undefined) return "by-hand";
  if (others.length > 1 || only.action.type !== "backup" || only.action.mode !== "incremental") return "more";
  if (only.when.type === "changes") return isUsual(only.when) ? "changes" : "more";
  if (only.when.type === "interval") return only.when.minutes === 60 ? "hourly" : "more";
  return only.when.type === "daily" || only.when.type === "weekly" ? only.when.type : "more";
}

function isUsual(when: When & { type: "changes" }): boolean {
  return JSON.stringify(Object.entries(when).toSorted()) === JSON.stringify(Object.entries(AS_FILES_CHANGE).toSorted());
}

/** The schedules with one simple choice in the place of all that backed up and checked; what tidies and tests stays. */
export function withPreset(schedules: readonly Schedule[], preset: Exclude<WhenPreset, "more">): readonly Schedule[] {
  const upkeep = schedules.filter(isUpkeep);
  if (preset === "by-hand") return upkeep;
  const old = schedules.find(({ when, action }) => action.type === "backup" && when.type === FIRST_WHEN[preset].type);
  // A time that was set before is not asked for again.
  const isKept = old !== undefined && whenPresetOf([{ ...old, action: BACKUP }]) === preset;
  return [isKept ? { ...old, action: BACKUP } : newSchedule(FIRST_WHEN[preset]), ...upkeep];
}

/** Rules need something that applies them: as soon as a plan has rules, it is tidied once a week unless it says otherwise. */
export function withTidying(schedules: readonly Schedule[], keep: KeepRules | undefined): readonly Schedule[] {
  const isTidied = schedules.some(({ action }) => action.type === "tidy");
  return keep === undefined || isTidied ? schedules : [...schedules, newSchedule(TIDY_WHEN, { type: "tidy" })];
}

/** What backs up by itself is also tested by itself: a large part of it once a week, beside the samples that follow backups. */
export function withTesting(schedules: readonly Schedule[]): readonly Schedule[] {
  const isTested = schedules.some(({ action }) => action.type === "test");
  const backsUp = schedules.some(({ action }) => action.type === "backup");
  return isTested || !backsUp ? schedules : [...schedules, newSchedule(TEST_WHEN, { type: "test", amount: "large" })];
}

/** Whether there is anything that a plan waits for. */
export function hasConditions(conditions: Conditions): boolean {
  const { onMains, batteryAbovePercent, unmetered, networks, idleMinutes, quietHours } = conditions;
  return (
    onMains ||
    unmetered ||
    batteryAbovePercent !== undefined ||
    idleMinutes !== undefined ||
    networks.length + quietHours.length > 0
  );
}

/** Whether every “when” is one that the agent can take: a text of crontab may still be in the making. */
export function areComplete(schedules: readonly Schedule[]): boolean {
  return schedules.every(({ when }) => when.type !== "cron" || when.expression.trim().split(/\s+/).length === 5);
}
