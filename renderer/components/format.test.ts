import { describe, expect, it } from "vitest";
import { baseName, formatDay, formatPercent, formatWhen, listInWords, showPath, startOfDay } from "./format.ts";

const HOUR = 3_600_000;
const NOON = startOfDay(1_800_000_000_000) + 12 * HOUR;

describe("moments in words", () => {
  it("counts back from now, and takes a moment to come for now", () => {
    expect(formatWhen(NOON - 4 * 60_000, NOON)).toBe("4 minutes ago");
    expect(formatWhen(NOON + HOUR, NOON)).toBe("just now");
  });

  it("names days by the calendar and not by hours", () => {
    expect(formatDay(NOON - 11 * HOUR, NOON)).toBe("Today");
    expect(formatDay(NOON - 13 * HOUR, NOON)).toBe("Yesterday");
    expect(formatDay(NOON - 37 * HOUR, NOON)).not.toBe("Yesterday");
  });
});

describe("shares", () => {
  it("are not full before the end", () => {
    expect([formatPercent(0.999), formatPercent(1), formatPercent(7), formatPercent(-1)]).toEqual([
      "99%",
      "100%",
      "100%",
      "0%",
    ]);
  });
});

describe("paths", () => {
  it("shows bytes that are no text as what they are, and leaves pairs alone", () => {
    expect(showPath("/a\udcff/😀")).toBe("/a�/😀");
  });

  it("have a last piece, also at the top and with a slash at the end", () => {
    expect(["/home/ada", "/home/ada/", "/", "C:/"].map(baseName)).toEqual(["ada", "ada", "/", "C:"]);
  });
});

describe("lists in words", () => {
  it.each([
    [["A"], "A"],
    [["A", "B"], "A and B"],
    [["A", "B", "C"], "A, B and 1 more"],
    [["A", "B", "C", "D"], "A, B and 2 more"],
  ])("writes %j as %s", (words, text) => {
    expect(listInWords(words)).toBe(text);
  });

  it("names as many as asked for", () => {
    expect(listInWords(["A", "B", "C"], 3)).toBe("A, B and C");
    expect(listInWords(["A", "B", "C"], 1)).toBe("A and 2 more");
  });
});
