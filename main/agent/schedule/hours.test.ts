import { describe, expect, it } from "vitest";
import type { Hours } from "../../../shared/model/index.ts";
import { allHoursEnd, hoursEnd, isWithinHours } from "./hours.ts";

const BERLIN = "Europe/Berlin";
const at = (text: string): number => Date.parse(text);
const hours = (from: string, to: string, days: readonly number[] = []): Hours => ({ from, to, days });

describe("hours of a day", () => {
  it.each<[given: Hours, now: string, isWithin: boolean]>([
    [hours("09:00", "17:00"), "2026-06-01T06:59Z", false],
    [hours("09:00", "17:00"), "2026-06-01T07:00Z", true],
    [hours("09:00", "17:00"), "2026-06-01T14:59Z", true],
    [hours("09:00", "17:00"), "2026-06-01T15:00Z", false],
    [hours("22:00", "06:00"), "2026-06-01T20:30Z", true],
    [hours("22:00", "06:00"), "2026-06-02T03:59Z", true],
    [hours("22:00", "06:00"), "2026-06-02T04:00Z", false],
    [hours("08:00", "08:00"), "2026-06-02T04:00Z", true],
    // Monday is the 1st: the night that begins on Monday goes on into Tuesday.
    [hours("22:00", "06:00", [1]), "2026-06-02T03:00Z", true],
    [hours("22:00", "06:00", [1]), "2026-06-02T21:00Z", false],
    [hours("22:00", "06:00", [1]), "2026-06-01T03:00Z", false],
    // The clock goes from 2:00 to 3:00, and back: the night is 7 and 9 hours long.
    [hours("22:00", "02:30"), "2026-03-29T00:59Z", true],
    [hours("22:00", "02:30"), "2026-03-29T01:00Z", false],
    [hours("22:00", "06:00"), "2026-10-25T04:59Z", true],
    [hours("22:00", "06:00"), "2026-10-25T05:00Z", false],
  ])("%j at %s: %s", (given, now, isWithin) => {
    expect(isWithinHours(given, at(now), BERLIN)).toBe(isWithin);
  });

  it("tell when they end", () => {
    expect(hoursEnd(hours("22:00", "06:00"), at("2026-06-01T21:00Z"), BERLIN)).toBe(at("2026-06-02T04:00Z"));
    expect(hoursEnd(hours("22:00", "06:00"), at("2026-06-01T12:00Z"), BERLIN)).toBeUndefined();
  });
});

describe("several hours", () => {
  it("end together when one follows on another", () => {
    const both = [hours("20:00", "23:00"), hours("22:00", "06:00"), hours("06:00", "07:00")];
    expect(allHoursEnd(both, at("2026-06-01T19:00Z"), BERLIN)).toBe(at("2026-06-02T05:00Z"));
    expect(allHoursEnd(both, at("2026-06-01T12:00Z"), BERLIN)).toBeUndefined();
  });

  it("that never end do not keep the computer busy", () => {
    expect(allHoursEnd([hours("00:00", "00:00")], at("2026-06-01T19:00Z"), BERLIN)).toBeGreaterThan(
      at("2026-06-08T00:00Z"),
    );
  });
});
