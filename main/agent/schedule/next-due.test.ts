import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { When } from "../../../shared/model/index.ts";
import { checkCron, nextDue } from "./next-due.ts";

const ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"] as const;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The next moments after one another, in UTC. */
function nexts(when: When, from: string, zone: string, count: number): string[] {
  const found: string[] = [];
  for (let last = Date.parse(from); found.length < count; ) {
    last = nextDue(when, last, zone) ?? Number.NaN;
    found.push(new Date(last).toISOString().replace(":00.000Z", ""));
  }
  return found;
}

const daily = (at: string): When => ({ type: "daily", at });

describe("the edges of daylight saving", () => {
  it.each<[zone: string, at: string, from: string, moments: readonly string[]]>([
    // Spring: 2:00 becomes 3:00 (Lord Howe: 2:30). What is skipped is due right after the gap.
    ["Europe/Berlin", "02:30", "2026-03-28T12:00Z", ["2026-03-29T01:00", "2026-03-30T00:30"]],
    ["America/New_York", "02:30", "2026-03-07T12:00Z", ["2026-03-08T07:00", "2026-03-09T06:30"]],
    ["Australia/Lord_Howe", "02:15", "2026-10-03T00:00Z", ["2026-10-03T15:30", "2026-10-04T15:15"]],
    // Autumn: an hour (half an hour) comes twice. It is due the first time only.
    ["Europe/Berlin", "02:30", "2026-10-24T12:00Z", ["2026-10-25T00:30", "2026-10-26T01:30"]],
    ["America/New_York", "01:30", "2026-10-31T12:00Z", ["2026-11-01T05:30", "2026-11-02T06:30"]],
    ["Australia/Lord_Howe", "01:45", "2026-04-04T00:00Z", ["2026-04-04T14:45", "2026-04-05T15:15"]],
  ])("in %s at %s", (zone, at, from, moments) => {
    expect(nexts(daily(at), from, zone, moments.length)).toEqual(moments);
  });

  it("leave what goes by time that passes as it is", () => {
    const hourly: When = { type: "cron", expression: "0 * * * *" };
    const inAutumn = nexts(hourly, "2026-10-24T23:30Z", "Europe/Berlin", 3);
    expect(inAutumn).toEqual(["2026-10-25T00:00", "2026-10-25T01:00", "2026-10-25T02:00"]);
    expect(nexts({ type: "interval", minutes: 90 }, "2026-10-24T23:30Z", "Europe/Berlin", 1)).toEqual([
      "2026-10-25T01:00",
    ]);
  });
});

describe("a day that a month does not have", () => {
  it.each<[when: When, from: string, days: readonly string[]]>([
    [{ type: "monthly", day: 31, at: "00:00" }, "2026-01-15T00:00Z", ["2026-01-31", "2026-02-28", "2026-03-31"]],
    [{ type: "monthly", day: 30, at: "00:00" }, "2026-01-15T00:00Z", ["2026-01-30", "2026-02-28", "2026-03-30"]],
    [{ type: "monthly", day: 29, at: "00:00" }, "2027-12-30T00:00Z", ["2028-01-29", "2028-02-29", "2028-03-29"]],
    [{ type: "monthly", day: 29, at: "00:00" }, "2026-01-30T00:00Z", ["2026-02-28", "2026-03-29", "2026-04-29"]],
    [{ type: "yearly", month: 2, day: 29, at: "00:00" }, "2026-06-01T00:00Z", ["2027-02-28", "2028-02-29"]],
    [{ type: "yearly", month: 4, day: 31, at: "00:00" }, "2026-06-01T00:00Z", ["2027-04-30", "2028-04-30"]],
    [{ type: "yearly", month: 12, day: 31, at: "00:00" }, "2026-06-01T00:00Z", ["2026-12-31", "2027-12-31"]],
  ])("is its last one: %j", (when, from, days) => {
    expect(nexts(when, from, "UTC", days.length)).toEqual(days.map((day) => `${day}T00:00`));
  });
});

it("a computer that travels goes by the clock where it is", () => {
  const noon = Date.parse("2026-06-01T10:00Z"); // 12:00 in Berlin
  expect(nextDue(daily("12:00"), noon, "America/New_York")).toBe(Date.parse("2026-06-01T16:00Z"));
  expect(nextDue(daily("12:00"), noon, "Asia/Tokyo")).toBe(Date.parse("2026-06-02T03:00Z"));
});

it("no clock decides what is due after changes", () => {
  expect(nextDue({ type: "changes", settleSeconds: 30, atMostEveryMinutes: 10 }, 0, "UTC")).toBeUndefined();
});

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);

describe.each(ZONES)("through a year in %s", (zone) => {
  const dayOf = new Intl.DateTimeFormat("sv", { timeZone: zone, dateStyle: "short" });
  const begin = Date.parse("2026-01-01T12:00Z");
  const end = begin + 365 * DAY_MS;

  it("what is daily is due once on each day, whatever the time", () => {
    fc.assert(
      fc.property(time, (at) => {
        const days: string[] = [];
        for (let last = begin; last < end; ) {
          const next = nextDue(daily(at), last, zone) ?? Number.NaN;
          expect(next).toBeGreaterThan(last);
          days.push(dayOf.format(next));
          last = next;
        }
        expect(new Set(days).size).toBe(days.length);
        expect([365, 366]).toContain(days.length);
      }),
      { numRuns: 12 },
    );
  });

  it("what is due next does not depend on when it is asked between two times", () => {
    fc.assert(
      fc.property(time, fc.integer({ min: begin, max: end }), (at, last) => {
        const next = nextDue(daily(at), last, zone) ?? Number.NaN;
        expect(nextDue(daily(at), next - 1, zone)).toBe(next);
        expect(nextDue(daily(at), Math.floor((last + next - 1) / 2), zone)).toBe(next);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a cron expression", () => {
  it.each(["30 3 * * 1-5", "0 0 29 2 *", "*/15 * * * *", "0 0 L * *"])("%s comes", (expression) => {
    expect(() => checkCron(expression, 0)).not.toThrow();
  });

  it.each([
    ["0 0 31 2 *", "never"],
    ["0 0 31 4,6 *", "never"],
    ["61 * * * *", "malformed"],
    ["* * * *", "malformed"],
    ["0 30 3 * * *", "malformed"],
    ["at half past three", "malformed"],
  ])("%s is refused: %s", (expression, fault) => {
    expect(() => checkCron(expression, 0)).toThrow(expect.objectContaining({ facts: { expression, fault } }));
  });
});
