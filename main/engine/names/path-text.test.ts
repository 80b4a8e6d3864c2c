import fc from "fast-check";
import { expect, it } from "vitest";
import { fromBuffer, fromText, toBuffer } from "./byte-string.ts";
import { fromPathText, toPathText } from "./path-text.ts";

/** Random bytes alone hardly ever hold UTF-8, so pieces of it stand among them. */
const names = fc
  .array(
    fc.oneof(fc.uint8Array({ maxLength: 4 }), fc.string({ unit: "binary" }).map(encode), fc.constant(encode("😀é"))),
  )
  .map((pieces) => fromBuffer(Buffer.concat(pieces)));

it("brings any bytes back", () => {
  fc.assert(fc.property(names, (name) => fromPathText(toPathText(name)) === name));
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => Buffer.compare(toBuffer(fromPathText(text(...bytes))), bytes) === 0),
  );
});

it("leaves names that are UTF-8 as they read", () => {
  for (const name of ["", "notes.txt", "Ärger", "写真", "😀", "\ufeffmark", "a\u0000b"]) {
    expect(toPathText(fromText(name))).toBe(name);
  }
  const wellFormed = fc.string({ unit: "binary" }).filter((value) => value.isWellFormed());
  fc.assert(fc.property(wellFormed, (value) => toPathText(fromText(value)) === value));
});

it("tells two different names apart", () => {
  fc.assert(fc.property(names, names, (a, b) => (toPathText(a) === toPathText(b)) === (a === b)));
});

it("escapes each byte that is no part of well-formed UTF-8", () => {
  expect(text(0xff)).toBe("\udcff");
  expect(text(0x61, 0xc3, 0x62)).toBe("a\udcc3b");
  expect(text(0xc3, 0xa9, 0xa9)).toBe("é\udca9");
  expect(text(0xc0, 0xaf)).toBe("\udcc0\udcaf"); // overlong
  expect(text(0xed, 0xb2, 0x80)).toBe("\udced\udcb2\udc80"); // the UTF-8 form that an escape itself would have
  expect(text(0xf4, 0x90, 0x80, 0x80)).toBe("\udcf4\udc90\udc80\udc80"); // beyond Unicode
  expect(text(0xe2, 0x82)).toBe("\udce2\udc82"); // cut off
});

it("takes other lone surrogates as TextEncoder does", () => {
  for (const other of ["\ud800", "\udc7f", "a\udd00", "\udfff"]) {
    expect([...toBuffer(fromPathText(other))]).toEqual([...encode(other)]);
  }
  expect([...toBuffer(fromPathText("\ud800x\udcff"))]).toEqual([...encode("\ufffdx"), 0xff]);
  expect(fromPathText("\ud83d\ude00\udc80")).toBe(fromBuffer(Buffer.concat([encode("😀"), Buffer.of(0x80)])));
});

function encode(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

function text(...bytes: number[]): string {
  return toPathText(fromBuffer(Uint8Array.from(bytes)));
}
