import { describe, expect, it } from "vitest";
import { parseTime, type TimeText } from "../../format/index.ts";
import { bucketOf, type LocalZone, momentBefore } from "./calendar.ts";
import { parseDuration } from "./duration.ts";

/** Tests write times in the form that the brand stands for. */
const time = (text: string) => text as TimeText;
/** A zone of one hour east, and two from 31 March to 27 October 2024, as central Europe has it. */
const SUMMER = [parseTime(time("2024-03-31T01:00:00Z")), parseTime(time("2024-10-27T01:00:00Z"))] as const;
const europe = (second: number) => {
  const ns = BigInt(second) * 1_000_000_000n;
  return ns >= SUMMER[0] && ns < SUMMER[1] ? 120 : 60;
};
const utc = () => 0;

function earlier(text: string, duration: string, zone: LocalZone = utc): string {
  const ns = momentBefore(time(text), parseDuration(duration), zone) ?? 0n;
  return new Date(Number(ns / 1_000_000n)).toISOString();
}

describe("the bucket of a time", () => {
  it.each([
    ["hourly", "2024-01-02T23"],
    ["daily", "2024-01-02"],
    ["weekly", "2024-W1"],
    ["monthly", "2024-01"],
    ["yearly", "2024"],
  ] as const)("is that of the zone it was written in: %s", (rule, bucket) => {
    expect(bucketOf(rule, time("2024-01-02T23:30:00-05:00"))).toBe(bucket);
  });

  it.each([
    ["2020-12-31T00:00:00Z", "2020-W53"],
    ["2021-01-03T23:59:59Z", "2020-W53"],
    ["2021-01-04T00:00:00Z", "2021-W1"],
    ["2024-12-29T00:00:00Z", "2024-W52"],
    ["2024-12-30T00:00:00Z", "2025-W1"],
    ["0001-01-01T00:00:00Z", "1-W1"],
  ])("is of the week that ISO 8601 says: %s", (text, week) => {
    expect(bucketOf("weekly", time(text))).toBe(week);
  });
});

describe("the moment before a time", () => {
  it.each([
    ["2024-03-31T12:00:00Z", "1m", "2024-03-02T12:00:00.000Z"],
    ["2023-03-31T12:00:00Z", "1m", "2023-03-03T12:00:00.000Z"],
    ["2024-02-29T12:00:00Z", "1y", "2023-03-01T12:00:00.000Z"],
    ["2024-03-31T12:00:00+05:00", "1m", "2024-03-02T07:00:00.000Z"],
    ["2024-01-01T00:30:00-05:30", "1y1m1d1h", "2022-11-30T05:00:00.000Z"],
    ["1969-12-31T23:59:59.5Z", "1h", "1969-12-31T22:59:59.500Z"],
  ])("of %s by %s runs over at the end of months, in the zone of the time", (text, duration, expected) => {
    expect(earlier(text, duration)).toBe(expected);
  });

  it("keeps the hour of the clock across the change to summer time where the time is of the local zone", () => {
    expect(earlier("2024-07-01T12:00:00+02:00", "6m", europe)).toBe("2024-01-01T11:00:00.000Z");
    expect(earlier("2024-07-01T12:00:00+02:00", "6m", utc)).toBe("2024-01-01T10:00:00.000Z");
    expect(earlier("2024-07-01T12:00:00+01:00", "6m", europe)).toBe("2024-01-01T11:00:00.000Z");
    expect(earlier("2024-07-01T10:00:00Z", "6m", europe)).toBe("2024-01-01T10:00:00.000Z");
  });

  it("counts hours as they go by, not by the clock", () => {
    expect(earlier("2024-04-01T00:30:00+02:00", "24h", europe)).toBe("2024-03-30T22:30:00.000Z");
    expect(earlier("2024-04-01T00:30:00+02:00", "1d", europe)).toBe("2024-03-30T23:30:00.000Z");
  });

  it("is none before all calendars", () => {
    expect(momentBefore(time("2024-01-01T00:00:00Z"), parseDuration("999999y"), utc)).toBeUndefined();
  });
});
