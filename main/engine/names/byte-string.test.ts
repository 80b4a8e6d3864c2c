import fc from "fast-check";
import { expect, it } from "vitest";
import { compareBytes, fromBuffer, fromText, isUtf8, toBuffer, toText } from "./byte-string.ts";
import { baseName, joinPath, parentPath } from "./path.ts";

it("keeps any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect([...toBuffer(fromBuffer(bytes))]).toEqual([...bytes]);
    }),
  );
});

it("keeps any text that has a UTF-8 form", () => {
  const text = fc.string({ unit: "grapheme" }).filter((value) => value.isWellFormed());
  fc.assert(
    fc.property(text, (value) => {
      expect(toText(fromText(value))).toBe(value);
    }),
  );
});

it("orders names as their bytes are ordered, not as UTF-16 is", () => {
  const [wide, astral] = [fromText("\uff5e"), fromText("😀")];
  expect(compareBytes(wide, astral)).toBe(-1);
  const pair = fc.tuple(fc.uint8Array(), fc.uint8Array());
  fc.assert(
    fc.property(pair, ([a, b]) => {
      expect(compareBytes(fromBuffer(a), fromBuffer(b))).toBe(Buffer.compare(a, b));
    }),
  );
});

it("tells what is UTF-8 from what is not", () => {
  expect(isUtf8(fromText("é😀"))).toBe(true);
  for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80]])
    expect(isUtf8(fromBuffer(Uint8Array.from(bytes)))).toBe(false);
});

it("joins and cuts paths", () => {
  expect(joinPath(fromText("/"), fromText("a"))).toBe("/a");
  expect(joinPath(fromText("/a"), fromText("b"))).toBe("/a/b");
  expect(parentPath(fromText("/a/b"))).toBe("/a");
  expect(parentPath(fromText("/a"))).toBe("/");
  expect(baseName(fromText("/a/b"))).toBe("b");
});
