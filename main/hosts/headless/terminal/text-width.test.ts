import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { table } from "./table.ts";
import { printable, shorten, textWidth } from "./text-width.ts";

describe("text on a terminal", () => {
  it("counts columns, not characters", () => {
    expect(textWidth("Jürgen")).toBe(6);
    expect(textWidth("Ju\u0308rgen")).toBe(6);
    expect(textWidth("写真")).toBe(4);
    expect(textWidth("📁x")).toBe(3);
  });

  it("makes names harmless that would move the cursor or turn the direction of writing", () => {
    expect(printable("a\u001b[2Jb\nc\u009b\u202ed")).toBe("a\\x1b[2Jb\\x0ac\\x9b\\u202ed");
    expect(printable("Jürgen 写真")).toBe("Jürgen 写真");
  });

  it("cuts in the middle", () => {
    expect(shorten("/home/ada/Documents/letter.odt", 15)).toBe("/home/a…ter.odt");
    expect(shorten("short", 15)).toBe("short");
  });

  it("never cuts to more columns than there are", () => {
    const texts = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(texts, fc.nat(30), (text, columns) => {
        expect(textWidth(shorten(text, columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });

  it("aligns the columns of a table, whatever is in them", () => {
    const rows = [
      ["写真", "1"],
      ["a\nb", "22"],
    ];
    expect(table([{ title: "Name" }, { title: "Size", alignRight: true }], rows)).toEqual([
      "Name  Size",
      "----------",
      "写真     1",
      "a       22",
      "b",
      "----------",
    ]);
    expect(table([{ title: "Name" }], [])).toEqual([]);
  });
});
