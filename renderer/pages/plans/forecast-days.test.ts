import { describe, expect, it } from "vitest";
import type { ForecastEntry, PlanState } from "../../../shared/model/index.ts";
import { formatTime } from "../../components/index.ts";
import { AS_FILES_CHANGE, newSchedule } from "../../plan-choices/index.ts";
import { followChanges, forecastDays } from "./forecast-days.ts";

// A Wednesday.
const NOW = new Date(2026, 4, 13, 14, 0).getTime();
const at = (day: number, hours: number): number => new Date(2026, 4, day, hours).getTime();
/** Only what a forecast is made from. */
const entry = (scheduleId: string, time: number, facts: object = {}): ForecastEntry =>
  ({ scheduleId, planId: "p", at: time, action: { type: "backup", mode: "incremental" }, ...facts }) as ForecastEntry;
const PLANS = [
  { plan: { id: "p", name: "Photos", schedules: [newSchedule(AS_FILES_CHANGE)] } },
] as unknown as PlanState[];

describe("a forecast", () => {
  it("goes by days, the soonest first", () => {
    const days = forecastDays([entry("a", at(15, 9)), entry("a", at(13, 18)), entry("a", at(14, 9))], PLANS, NOW);
    expect(days.map(({ name }) => name.split(" ")[0])).toEqual(["Today", "Tomorrow", "Friday"]);
    expect(days[0]?.lines).toMatchObject([
      { planName: "Photos", action: "Back up", times: formatTime(at(13, 18)), held: undefined },
    ]);
  });

  it("tells as one line what comes often in a day", () => {
    const hours = [15, 16, 17, 18, 19].map((hour) => entry("a", at(13, hour)));
    const [today] = forecastDays([...hours, entry("b", at(13, 20))], PLANS, NOW);
    expect(today?.lines.map(({ times }) => times)).toEqual([
      `5 times from ${formatTime(at(13, 15))} to ${formatTime(at(13, 19))}`,
      formatTime(at(13, 20)),
    ]);
  });

  it("says until when something is held, and leaves out plans that are gone", () => {
    const held = entry("a", at(13, 23), { heldUntil: at(14, 6) });
    const [today] = forecastDays([held, entry("c", at(13, 23), { planId: "gone" })], PLANS, NOW);
    expect(today?.lines.map((line) => line.held)).toEqual([`waits until tomorrow at ${formatTime(at(14, 6))}`]);
  });

  it("cannot foretell what follows changes, and says which plans do", () => {
    expect(followChanges(PLANS)).toEqual(["Photos"]);
  });
});
