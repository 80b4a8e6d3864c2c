import { afterEach, describe, expect, it } from "vitest";
import { speak } from "../words/index.ts";
import { bytes, count, countOf, duration, timeLeft } from "./figures.ts";

describe("figures for people", () => {
  it("parts thousands", () => {
    expect(count(1_234_567)).toBe("1,234,567");
    expect([countOf(1, "file"), countOf(0, "file"), countOf(2, "entry", "entries")]).toEqual([
      "1 file",
      "0 files",
      "2 entries",
    ]);
  });

  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1000, "1.0 kB"],
    [999_949, "1.0 MB"],
    [3_400_000_000, "3.4 GB"],
    [412_300_000_000, "412 GB"],
    [99_950_000, "100 MB"],
    [999_950_000, "1.0 GB"],
    [2e21, "2000 EB"],
  ])("writes %d bytes in powers of ten", (value, text) => {
    expect(bytes(value)).toBe(text);
  });

  it.each([
    [0.04, "0.0 s"],
    [9.94, "9.9 s"],
    [12, "12 s"],
    [59.7, "1 min 0 s"],
    [250, "4 min 10 s"],
    [7500, "2 h 5 min"],
  ])("tells how long %d seconds are", (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });

  it.each([
    [3, "a few seconds left"],
    [33, "about 35 seconds left"],
    [61, "about 1 minute left"],
    [250, "about 4 minutes left"],
    [20_000, "about 6 hours left"],
  ])("is no more exact about %d seconds to come than can be known", (seconds, text) => {
    expect(timeLeft(seconds)).toBe(text);
  });

  describe("in another language", () => {
    afterEach(() => speak("en"));

    it("have its points and its words", () => {
      speak("de", { "{count, plural, one {# byte} other {# bytes}}": "{count, plural, one {# Byte} other {# Bytes}}" });
      expect([count(1_234_567), bytes(3_400_000_000), bytes(17), bytes(1), duration(9.4)]).toEqual([
        ...["1.234.567", "3,4 GB", "17 Bytes", "1 Byte", "9,4 s"],
      ]);
      expect(duration(7500)).toBe("2 h 5 min");
      speak("en-GB");
      expect([count(1_234_567), bytes(3_400_000_000)]).toEqual(["1,234,567", "3.4 GB"]);
    });
  });
});
