import fc from "fast-check";
import { expect, it } from "vitest";
import { fromBuffer, fromText, isUtf8, toText } from "../../names/index.ts";
import { besideName, stampOf } from "./beside-name.ts";

const STAMP = "2026-11-22 14.10";
const beside = (name: string, number = 1): string => toText(besideName(fromText(name), STAMP, number));

it.each([
  ["report.txt", "report (restored 2026-11-22 14.10).txt"],
  ["photos.tar.gz", "photos (restored 2026-11-22 14.10).tar.gz"],
  ["README", "README (restored 2026-11-22 14.10)"],
  [".bashrc", ".bashrc (restored 2026-11-22 14.10)"],
  [".tar.gz", ".tar.gz (restored 2026-11-22 14.10)"],
  ["Dear Ada. And so on", "Dear Ada. And so on (restored 2026-11-22 14.10)"],
  ["Überblick.odt", "Überblick (restored 2026-11-22 14.10).odt"],
  ["ends.", "ends. (restored 2026-11-22 14.10)"],
])("puts the time before the ending: %s", (name, expected) => {
  expect(beside(name)).toBe(expected);
});

it("counts from the second on", () => {
  expect(beside("a.txt", 2)).toBe("a (restored 2026-11-22 14.10, 2).txt");
});

it("writes local time without a colon", () => {
  expect(stampOf(new Date(2026, 10, 22, 14, 10, 59).toISOString())).toBe(STAMP);
});

it("keeps to the length of names, cuts no character, and never gives the name itself or one with a slash", () => {
  const name = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }).map((text) => fromText(text)),
    fc.uint8Array({ minLength: 1, maxLength: 255 }).map((bytes) => fromBuffer(bytes)),
  );
  fc.assert(
    fc.property(name, fc.integer({ min: 1, max: 1000 }), (from, number) => {
      fc.pre(!from.includes("/") && Buffer.byteLength(from, "latin1") <= 255);
      const to = besideName(from, STAMP, number);
      expect(to.length).toBeLessThanOrEqual(255);
      expect(to).not.toBe(from);
      expect(to.includes("/")).toBe(false);
      if (isUtf8(from)) expect(isUtf8(to)).toBe(true);
    }),
  );
});
