import { describe, expect, it } from "vitest";
import {
  type Conditions,
  KEEP_A_YEAR,
  type KeepRules,
  NO_CONDITIONS,
  type Schedule,
  type When,
} from "../../shared/model/index.ts";
import { AS_FILES_CHANGE, newSchedule, whenPresetOf, withPreset, withTesting, withTidying } from "./choices.ts";
import { hoursWords, waitWords } from "./condition-words.ts";
import { keepPresetOf, keepWords, spanWords } from "./keep-words.ts";
import { backupTimes, clock, monthName, ordinal, otherTimes, weekdayName, whenWords } from "./when-words.ts";

const THREE = clock("15:00");

describe("when something is due", () => {
  it.each<[When, string]>([
    [AS_FILES_CHANGE, "as files change"],
    [{ type: "interval", minutes: 60 }, "every hour"],
    [{ type: "interval", minutes: 90 }, "every 90 minutes"],
    [{ type: "interval", minutes: 240 }, "every 4 hours"],
    [{ type: "daily", at: "15:00" }, `every day at ${THREE}`],
    [{ type: "weekly", days: [4, 1], at: "15:00" }, `every ${weekdayName(1)} and ${weekdayName(4)} at ${THREE}`],
    [{ type: "weekly", days: [1, 2, 3, 4, 5], at: "15:00" }, `every weekday at ${THREE}`],
    [{ type: "weekly", days: [0, 1, 2, 3, 4, 5, 6], at: "15:00" }, `every day at ${THREE}`],
    [{ type: "monthly", day: 22, at: "15:00" }, `on the 22nd of each month at ${THREE}`],
    [{ type: "yearly", month: 3, day: 1, at: "15:00" }, `every year on 1 ${monthName(3)} at ${THREE}`],
    [{ type: "cron", expression: "0 3 * * 1" }, "at the times of “0 3 * * 1”"],
  ])("%j", (when, words) => {
    expect(whenWords(when)).toBe(words);
  });

  it("has the ordinals that English has", () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 31].map(ordinal).join(" ")).toBe("1st 2nd 3rd 4th 11th 12th 13th 21st 31st");
  });

  it("names the backups of a plan in its sentence, and the rest beside it", () => {
    const schedules = [newSchedule(AS_FILES_CHANGE), newSchedule({ type: "daily", at: "15:00" }, { type: "tidy" })];
    expect(backupTimes(schedules)).toBe("as files change");
    expect(otherTimes(schedules)).toEqual([`Tidy up every day at ${THREE}`]);
    expect(backupTimes([])).toBe("when you ask for it");
  });
});

describe("what stays", () => {
  it.each<[KeepRules | undefined, string]>([
    [undefined, "everything"],
    [KEEP_A_YEAR, "a year of history"],
    [{ daily: 30, hourly: 48 }, "a month of history"],
    [{ last: 10 }, "the newest 10 snapshots"],
    [{ last: 1 }, "the newest snapshot"],
    [{ last: 3, daily: 7, monthly: 1 }, "the newest 3 snapshots and 7 days and 1 month of history"],
    [{ within: "1y6m" }, "all of the last 1 year and 6 months"],
    [{}, "only the newest snapshot"],
  ])("%j", (keep, words) => {
    expect(keepWords(keep)).toBe(words);
  });

  it("knows a preset whatever the order of its numbers, and nothing else as one", () => {
    expect(keepPresetOf({ yearly: 3, monthly: 12, weekly: 13, daily: 30, hourly: 48 })).toBe("year");
    expect([keepPresetOf(undefined), keepPresetOf({ ...KEEP_A_YEAR, yearly: 4 })]).toEqual(["everything", "custom"]);
    expect(spanWords("30d")).toBe("30 days");
  });
});

describe("what is waited for", () => {
  it.each<[Partial<Conditions>, string]>([
    [{}, "wait for nothing"],
    [{ onMains: true }, "wait while on battery"],
    [
      { onMains: true, unmetered: true, networks: ["Home"] },
      "wait while on battery, on a metered connection or away from the network Home",
    ],
    [
      { batteryAbovePercent: 20, idleMinutes: 5, quietHours: [{ from: "22:00", to: "06:00", days: [] }] },
      "wait while the battery is at 20% or less, somebody uses the computer or in quiet hours",
    ],
  ])("%j", (conditions, words) => {
    expect(waitWords({ ...NO_CONDITIONS, ...conditions })).toBe(words);
  });

  it("says hours, and on which days they begin", () => {
    expect(hoursWords({ from: "22:00", to: "06:00", days: [] })).toBe(`${clock("22:00")} to ${clock("06:00")}`);
    expect(hoursWords({ from: "09:00", to: "15:00", days: [1, 2, 3, 4, 5] })).toMatch(/every weekday$/);
  });
});

describe("a simple choice", () => {
  const more: readonly Schedule[] = [
    newSchedule({ type: "daily", at: "07:30" }),
    newSchedule({ type: "weekly", days: [0], at: "03:00" }, { type: "backup", mode: "full" }),
    newSchedule({ type: "weekly", days: [0], at: "12:00" }, { type: "tidy" }),
  ];

  it.each(["changes", "hourly", "daily", "weekly", "by-hand"] as const)("%s is known again", (preset) => {
    expect(whenPresetOf(withPreset([], preset))).toBe(preset);
    expect(whenPresetOf(withPreset(more, preset))).toBe(preset);
  });

  it("is not several schedules, nor one with a number of its own", () => {
    expect(whenPresetOf(more)).toBe("more");
    expect(whenPresetOf([newSchedule({ ...AS_FILES_CHANGE, settleSeconds: 5 } as When)])).toBe("more");
    expect(whenPresetOf([newSchedule({ type: "interval", minutes: 30 })])).toBe("more");
  });

  it("leaves what tidies, and a time that was set", () => {
    const daily = withPreset(more, "daily");
    expect(daily.map(({ when }) => when)).toEqual([more[0]?.when, more[2]?.when]);
  });
});

describe("tidying", () => {
  it("comes with the first rules and only once", () => {
    const once = withTidying([], KEEP_A_YEAR);
    expect(once.map(({ action }) => action.type)).toEqual(["tidy"]);
    expect(withTidying(once, KEEP_A_YEAR)).toBe(once);
    expect(withTidying([], undefined)).toEqual([]);
  });

  it("is tested once a week where it backs up by itself", () => {
    const tested = withTesting(withPreset([], "daily"));
    expect(tested.map(({ action }) => action.type)).toEqual(["backup", "test"]);
    expect(withTesting(tested)).toBe(tested);
    expect(withTesting([])).toEqual([]);
    expect(whenPresetOf(tested)).toBe("daily");
  });
});
