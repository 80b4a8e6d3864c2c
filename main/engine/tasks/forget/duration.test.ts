import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "./duration.ts";
import { InvalidDuration } from "./errors.ts";

describe("the duration of a rule", () => {
  it.each([
    ["1y5m7d2h", { years: 1, months: 5, days: 7, hours: 2 }],
    ["36h", { years: 0, months: 0, days: 0, hours: 36 }],
    [" 2h3d ", { years: 0, months: 0, days: 3, hours: 2 }],
    ["", { years: 0, months: 0, days: 0, hours: 0 }],
  ])("is read as restic reads “%s”", (text, expected) => {
    expect(parseDuration(text)).toEqual(expected);
  });

  it.each(["3", "3dx", "-3d", "1w", "1.5d", "1d2d", "d", "1 d", "99999999999y"])("is not “%s”", (text) => {
    expect(() => parseDuration(text)).toThrow(InvalidDuration);
  });

  it("is written in restic's order, without what is zero", () => {
    expect(formatDuration(parseDuration("2h1y0m3d"))).toBe("1y3d2h");
    expect(formatDuration(parseDuration("0d"))).toBe("");
  });
});
