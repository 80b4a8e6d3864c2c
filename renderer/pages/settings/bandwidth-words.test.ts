import { describe, expect, it } from "vitest";
import { hoursWords } from "../../plan-choices/index.ts";
import { bandwidthWords, rateOf } from "./bandwidth-words.ts";

const DAY = { from: "08:00", to: "18:00", days: [1, 2, 3, 4, 5] };

describe("limits by time of day", () => {
  it("are read in their order, and what comes after one that always holds is not reached", () => {
    const [slow, any] = [{ bytesPerSecond: 1_500_000, hours: DAY }, { bytesPerSecond: 9_000_000 }];
    expect(bandwidthWords([])).toBe("No limit");
    expect(bandwidthWords([any])).toBe("9.0 MB a second, always");
    expect(bandwidthWords([slow])).toBe(`1.5 MB a second from ${hoursWords(DAY)}; else no limit`);
    expect(bandwidthWords([slow, any, slow])).toBe(`1.5 MB a second from ${hoursWords(DAY)}; else 9.0 MB a second`);
  });

  it("tell the ways apart where they differ", () => {
    expect(bandwidthWords([{ uploadBytesPerSecond: 1_500_000 }])).toBe("1.5 MB a second up, always");
    expect(bandwidthWords([{ downloadBytesPerSecond: 1_500_000 }])).toBe("1.5 MB a second down, always");
    const both = { uploadBytesPerSecond: 1_500_000, downloadBytesPerSecond: 9_000_000 };
    expect(bandwidthWords([both])).toBe("1.5 MB a second up and 9.0 MB down, always");
    expect(bandwidthWords([{ ...both, downloadBytesPerSecond: 1_500_000 }])).toBe("1.5 MB a second, always");
    expect(bandwidthWords([{ hours: DAY }, both])).toContain("no limit from");
  });

  it("are typed in megabytes, and are never nothing", () => {
    expect([rateOf(1.5), rateOf(0), rateOf(""), rateOf(0.000_5), rateOf(Number.NaN)]).toEqual([
      1_500_000,
      ...[undefined, undefined, undefined, undefined],
    ]);
  });
});
