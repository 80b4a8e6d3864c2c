import { describe, expect, it } from "vitest";
import { UsageError } from "./errors.ts";
import { parseCount, parseDuration, parseSize, parseTimeOption, tagLists, tagsOf } from "./values.ts";

describe("values on the command line", () => {
  it.each([
    ["90s", 90_000],
    ["5m", 300_000],
    ["1h30m", 5_400_000],
    ["250ms", 250],
    ["1.5h", 5_400_000],
  ])("takes %s for a duration", (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  it.each(["", "5", "m", "5 m", "-5m", "5d", "1h 30m"])("does not take “%s” for a duration", (text) => {
    expect(() => parseDuration(text)).toThrow(UsageError);
  });

  it.each([
    ["500", 500],
    ["20k", 20 * 1024],
    ["1.5M", 1.5 * 1024 ** 2],
    ["2G", 2 * 1024 ** 3],
    ["1T", 1024 ** 4],
    ["3MiB", 3 * 1024 ** 2],
  ])("takes %s for a size, in powers of 1024 as restic does", (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each(["", "k", "-1", "1x", "1 M"])("does not take “%s” for a size", (text) => {
    expect(() => parseSize(text)).toThrow(UsageError);
  });

  it("takes a time of the user's zone to the second", () => {
    const expected = BigInt(new Date(2026, 10, 22, 10, 28, 40).getTime()) * 1_000_000n;
    expect(parseTimeOption("2026-11-22 10:28:40")).toBe(expected);
    expect(parseTimeOption("2026-11-22T10:28:40")).toBe(expected);
  });

  it("takes a time with a zone, to the nanosecond", () => {
    expect(parseTimeOption("2026-11-22T10:28:40.123456789+01:00")).toBe(1_795_339_720_123_456_789n);
  });

  it("takes a day for its first moment, and “now” for no time of its own", () => {
    expect(parseTimeOption("2026-11-22")).toBe(BigInt(new Date(2026, 10, 22).getTime()) * 1_000_000n);
    expect(parseTimeOption("now")).toBeUndefined();
  });

  it.each(["yesterday", "2026-13-01", "2026-11-22 25:00:00"])("does not take “%s” for a time", (text) => {
    expect(() => parseTimeOption(text)).toThrow(UsageError);
  });

  it("takes whole numbers from 1 on for a count", () => {
    expect(parseCount("12")).toBe(12);
    for (const text of ["0", "-1", "1.5", "x", ""]) expect(() => parseCount(text)).toThrow(UsageError);
  });

  it("keeps the tags of each option together", () => {
    expect(tagLists(["a,b", " c ", ""])).toEqual([["a", "b"], ["c"], [""]]);
    expect(tagsOf(["a,b", " c ,", ""])).toEqual(["a", "b", "c"]);
  });
});
