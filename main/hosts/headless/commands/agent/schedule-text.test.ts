import { describe, expect, it } from "vitest";
import { NO_CONDITIONS } from "../../../../../shared/model/index.ts";
import { applyPlanOptions, type PlanOptions } from "./plan-options.ts";
import { parseSchedule, SCHEDULE_FORMS, scheduleText } from "./schedule-text.ts";

function parsed(option: string, text: string) {
  const form = SCHEDULE_FORMS.find((each) => each.option === option);
  if (form === undefined) throw new Error(`there is no --${option}`);
  return parseSchedule(form, text);
}

describe("a schedule as an option", () => {
  it.each([
    ["every", "15m", { type: "interval", minutes: 15 }],
    ["every", "1h30m", { type: "interval", minutes: 90 }],
    ["every", "3d", { type: "interval", minutes: 4320 }],
    ["daily", "12:00", { type: "daily", at: "12:00" }],
    ["daily", "9:05", { type: "daily", at: "09:05" }],
    ["weekly", "mon,THU 09:00", { type: "weekly", days: [1, 4], at: "09:00" }],
    ["weekly", "Sunday 09:00", { type: "weekly", days: [0], at: "09:00" }],
    ["monthly", "31 03:00", { type: "monthly", day: 31, at: "03:00" }],
    ["yearly", "12-24 03:00", { type: "yearly", month: 12, day: 24, at: "03:00" }],
    ["cron", "30 3 * * 1-5", { type: "cron", expression: "30 3 * * 1-5" }],
  ])("--%s %j", (option, text, when) => {
    expect(parsed(option, text)).toMatchObject({ when, action: { type: "backup", mode: "incremental" } });
  });

  it.each([
    ["weekly", "sun 03:00 full", { type: "backup", mode: "full" }],
    ["cron", "0 3 * * 0 differential", { type: "backup", mode: "differential" }],
    ["every", "30d check-data", { type: "check", readData: true }],
    ["daily", "03:00 tidy", { type: "tidy" }],
  ])("--%s %j may say what is done", (option, text, action) => {
    expect(parsed(option, text).action).toEqual(action);
    expect(`${option} ${text}`).toBe(scheduleText(parsed(option, text)));
  });

  it.each([
    ["every", "soon"],
    ["every", "0m"],
    ["every", "40d"],
    ["daily", "25:00"],
    ["daily", "12:00 13:00"],
    ["daily", "full"],
    ["weekly", "09:00"],
    ["weekly", "mon,xyz 09:00"],
    ["weekly", "m 09:00"],
    ["monthly", "32 03:00"],
    ["yearly", "13-01 03:00"],
    ["cron", "0 3 * *"],
  ])("--%s %j is refused", (option, text) => {
    expect(() => parsed(option, text)).toThrow(/is nothing that|is no duration/);
  });
});

describe("options of a plan", () => {
  const nothing = { schedules: [], conditions: NO_CONDITIONS, commands: {} };
  const apply = (options: PlanOptions, before: Parameters<typeof applyPlanOptions>[1] = nothing) =>
    applyPlanOptions(options, before);

  it("change nothing that they are not about", () => {
    const before = {
      schedules: [parsed("daily", "12:00")],
      conditions: { ...NO_CONDITIONS, onMains: true },
      commands: { before: { command: "true", timeoutSeconds: 5 } },
    };
    expect(apply({}, before)).toEqual(before);
    expect(apply({ unmetered: true }, before)).toEqual({
      ...before,
      conditions: { ...before.conditions, unmetered: true },
    });
    expect(apply({ conditions: false, commands: false, byHand: true }, before)).toEqual(nothing);
  });

  it("say conditions and commands", () => {
    const options = {
      quietHours: ["22:00-07:00", "sat,sun 10:00-12:00"],
      idle: 600_000,
      after: "sync",
      commandTimeout: 5000,
    };
    expect(apply(options)).toMatchObject({
      conditions: {
        idleMinutes: 10,
        quietHours: [
          { from: "22:00", to: "07:00", days: [] },
          { from: "10:00", to: "12:00", days: [6, 0] },
        ],
      },
      commands: { after: { command: "sync", timeoutSeconds: 5 } },
    });
  });

  it("contradict one another, and say so", () => {
    expect(() => apply({ byHand: true, daily: ["12:00"] })).toThrow("--by-hand does not go with times.");
    expect(() => apply({ settle: 5000 })).toThrow("belong to --on-changes");
    expect(() => apply({ quietHours: ["at night"] })).toThrow("are no hours");
  });
});
