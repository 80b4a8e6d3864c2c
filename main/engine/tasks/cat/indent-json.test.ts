import fc from "fast-check";
import { expect, it } from "vitest";
import { indentJson } from "./indent-json.ts";

it("lays out any JSON as the usual indentation by two does", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, undefined, 2));
    }),
  );
});

it("leaves numbers and escapes as they are", () => {
  expect(indentJson('{"a":18446744073709551615,"b":"\\u003c{"}')).toBe(
    '{\n  "a": 18446744073709551615,\n  "b": "\\u003c{"\n}',
  );
});
