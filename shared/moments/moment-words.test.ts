import { describe, expect, it } from "vitest";
import { formatTime } from "./calendar.ts";
import { atInWords, sinceInWords, untilInWords } from "./moment-words.ts";

// A Wednesday, in the computer's own time zone.
const NOW = new Date(2026, 4, 13, 14, 0).getTime();
const at = (day: number, hours: number, minutes = 0): number => new Date(2026, 4, day, hours, minutes).getTime();
const clock = (hours: number, minutes = 0): string => formatTime(at(13, hours, minutes));

describe("a moment in words", () => {
  it("is told by the day, as far as the day says which one is meant", () => {
    expect(atInWords(at(13, 15), NOW)).toBe(`today at ${clock(15)}`);
    expect(atInWords(at(14, 8), NOW)).toBe(`tomorrow at ${clock(8)}`);
    expect(atInWords(at(12, 23, 59), NOW)).toBe(`yesterday at ${clock(23, 59)}`);
    expect(atInWords(at(19, 0), NOW)).toBe(`on Tuesday at ${clock(0)}`);
    expect(atInWords(at(7, 0), NOW)).toBe(`on Thursday at ${clock(0)}`);
    expect(atInWords(at(20, 1), NOW)).not.toContain("Wednesday");
  });

  it("is only a time on the same day", () => {
    expect(untilInWords(at(13, 18), NOW)).toBe(`until ${clock(18)}`);
    expect(untilInWords(at(14, 8), NOW)).toBe(`until tomorrow at ${clock(8)}`);
    expect(sinceInWords(at(13, 9), NOW)).toBe(`since ${clock(9)}`);
    expect(sinceInWords(at(12, 9), NOW)).toBe("since yesterday");
    expect(sinceInWords(at(8, 9), NOW)).toBe("since Friday");
  });
});
