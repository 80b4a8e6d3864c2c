import { expect, it } from "vitest";
import type { Moment, Plan, Preferences, Schedule } from "../../../shared/model/index.ts";
import { forecast } from "./forecast.ts";
import { backupOn, planWith, tidyOn } from "./plans.fixture.ts";

const NOW = Date.parse("2026-06-01T10:00Z"); // a Monday, noon in Berlin
const ZONE = "Europe/Berlin";

function told(plans: readonly Plan[], more: { days?: number; paused?: Preferences["paused"]; mark?: Moment } = {}) {
  const { days = 2, paused, mark } = more;
  const held = paused === undefined ? {} : { paused };
  return forecast({ plans, now: NOW, days, zone: ZONE, markOf: () => mark, ...held }).map((entry) => {
    const begin = new Date(entry.heldUntil ?? entry.at).toISOString().slice(5, 16);
    const what = entry.action.type === "backup" ? entry.action.mode : entry.action.type;
    return `${begin} ${what}${entry.heldUntil === undefined ? "" : " held"}`;
  });
}

const daily: Schedule = backupOn({ type: "daily", at: "20:00" });

it("tells the next days, the soonest first", () => {
  const plan = planWith([tidyOn({ type: "weekly", days: [2], at: "01:00" }), daily]);
  expect(told([plan])).toEqual(["06-01T18:00 incremental", "06-01T23:00 tidy", "06-02T18:00 incremental"]);
});

it("tells what is overdue as now, once", () => {
  expect(told([planWith([daily])], { mark: NOW - 10 * 24 * 3_600_000, days: 1 })).toEqual([
    "06-01T10:00 incremental",
    "06-01T18:00 incremental",
  ]);
});

it("tells what falls into quiet hours once, at their end", () => {
  const conditions = {
    onMains: false,
    unmetered: false,
    networks: [],
    quietHours: [{ from: "20:00", to: "07:00", days: [] }],
  };
  const plan = planWith([backupOn({ type: "interval", minutes: 240 })], { conditions });
  expect(told([plan], { days: 1 })).toEqual([
    "06-01T14:00 incremental",
    "06-02T05:00 incremental held",
    "06-02T09:00 incremental",
  ]);
});

it("tells what falls into a pause at its end, and nothing in one without an end", () => {
  const paused = { until: NOW + 36 * 3_600_000 };
  expect(told([planWith([daily])], { paused })).toEqual(["06-02T22:00 incremental held"]);
  expect(told([planWith([daily])], { paused: {} })).toEqual([]);
});

it("of backups at the same moment tells the one that will run, and nothing of changes", () => {
  const full = backupOn({ type: "weekly", days: [1], at: "20:00" }, "full");
  const onChanges = backupOn({ type: "changes", settleSeconds: 30, atMostEveryMinutes: 10 });
  expect(told([planWith([daily, full, onChanges])])).toEqual(["06-01T18:00 full", "06-02T18:00 incremental"]);
});

it("is bounded, however often something runs", () => {
  expect(told([planWith([backupOn({ type: "interval", minutes: 1 })])], { days: 31 })).toHaveLength(1000);
});
