import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { piecesOf } from "./words.ts";

const marked = (name: string, search: string): string =>
  piecesOf(name, search)
    .map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))
    .join("");

describe("the marks in a name that was found", () => {
  it.each([
    ["Budget 2026.ods", "budget", "[Budget] 2026.ods"],
    ["Budget 2026.ods", "2026 bud", "[Bud]get [2026].ods"],
    ["Budget.ods", "*.ods", "Budget[.ods]"],
    ["Café.txt", "cafe", "[Café].txt"],
    ["cafe.txt", "CAFÉ", "[cafe].txt"],
    ["anna", "an", "[an]na"],
    ["a b", "", "a b"],
    ["Letters", "letters/ada", "[Letters]"],
  ])("%s, searched for %s", (name, search, expected) => {
    expect(marked(name, search)).toBe(expected);
  });

  it("leave the name as it is, whatever is searched for", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (name, search) => {
        expect(
          piecesOf(name, search)
            .map(({ text }) => text)
            .join(""),
        ).toBe(name);
      }),
    );
  });
});
