import { describe, expect, it } from "vitest";
import { sizeAsText, sizeOf } from "./size-words.ts";

describe("a size that somebody typed", () => {
  it.each([
    ["2 GB", 2_000_000_000],
    ["1.5gb", 1_500_000_000],
    ["1,5 GB", 1_500_000_000],
    ["500 MB", 500_000_000],
    ["1 GiB", 1_073_741_824],
    ["17 bytes", 17],
    ["  ", undefined],
  ])("%j is understood", (text, bytes) => {
    expect(sizeOf(text)).toBe(bytes);
  });

  it.each(["2", "big", "2 XB", "GB", "-1 GB", "0 MB", "1.2.3 MB", "99999999999 TB"])("%j is not", (text) => {
    expect(sizeOf(text)).toBe("unclear");
  });

  it.each([undefined, 1, 17, 999, 1_000, 1_500_000, 1_234_567, 2_000_000_000, 1_073_741_824, 5e12])(
    "%s is shown so that it is read as the same",
    (bytes) => {
      expect(sizeOf(sizeAsText(bytes))).toBe(bytes);
    },
  );
});
