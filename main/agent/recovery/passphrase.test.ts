import { describe, expect, it } from "vitest";
import { generatePassphrase, PASSPHRASE_BITS } from "./passphrase.ts";

describe("a generated passphrase", () => {
  it("is eight groups of four characters that are not taken for each other", () => {
    expect(generatePassphrase()).toMatch(/^(?:[2-9A-HJ-NP-Z]{4}-){7}[2-9A-HJ-NP-Z]{4}$/);
  });

  it("cannot be guessed", () => {
    expect(PASSPHRASE_BITS).toBeGreaterThanOrEqual(128);
    expect(new Set(Array.from({ length: 100 }, () => generatePassphrase())).size).toBe(100);
  });

  it("uses every character equally often", () => {
    const everyByte = Uint8Array.from({ length: 256 }, (_, value) => value);
    const characters = Array.from({ length: 8 }, (_, part) =>
      generatePassphrase((size) => everyByte.subarray(part * size, (part + 1) * size)),
    );
    const counts = Map.groupBy(characters.join("").replaceAll("-", ""), (character) => character);
    expect([...counts.values()].map((each) => each.length)).toEqual(Array(32).fill(8));
  });
});
