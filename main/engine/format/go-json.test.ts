import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ByteString, fromBuffer, toBuffer } from "../names/index.ts";
import { isGoPrintable } from "./go-printable.ts";
import { DamagedObject, quoteName, unquoteName } from "./index.ts";
import { jsonString, jsonStringOfBytes } from "./json-text.ts";

interface GoJson {
  readonly names: readonly { readonly name_hex: string; readonly json: string }[];
  readonly linktargets: readonly { readonly target_hex: string; readonly linktarget_json: string }[];
}

const vectors = new URL("../../../tests/fixtures/restic-vectors/", import.meta.url);
// The files are part of the project; this is how they are made.
const goJson = JSON.parse(readFileSync(new URL("go-json.json", vectors), "utf8")) as GoJson;
const printable = JSON.parse(readFileSync(new URL("go-printable.json", vectors), "utf8")) as {
  readonly ranges: string;
};

const anyName = fc.uint8Array({ maxLength: 40 }).map(fromBuffer);
const byte = (...bytes: number[]): ByteString => fromBuffer(Uint8Array.from(bytes));

describe("node names", () => {
  it.each(goJson.names)("writes the bytes $name_hex as restic does", ({ name_hex, json }) => {
    const name = fromBuffer(Buffer.from(name_hex, "hex"));

    expect(jsonString(quoteName(name))).toBe(json);
    expect(unquoteName(JSON.parse(json) as string)).toBe(name);
  });

  it("keeps every sequence of bytes through quoting", () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const quoted = quoteName(name);
        expect(unquoteName(JSON.parse(jsonString(quoted)) as string)).toBe(name);
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps every text through quoting", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 20 }), (text) => {
        const name = fromBuffer(Buffer.from(text, "utf8"));
        expect(unquoteName(quoteName(name))).toBe(name);
      }),
      { numRuns: 2000 },
    );
  });

  it("leaves exactly those code points as they are that restic does", () => {
    const literal = new Set<number>();
    for (const range of printable.ranges.split(" ")) {
      const [first = "", last = first] = range.split("-");
      for (let code = Number.parseInt(first, 16); code <= Number.parseInt(last, 16); code++) literal.add(code);
    }

    const wrong: number[] = [];
    for (let code = 0; code <= 0x110000; code++) if (isGoPrintable(code) !== literal.has(code)) wrong.push(code);

    expect(wrong).toEqual([]);
  });

  it("reads the octal and long escapes that Go reads", () => {
    expect(unquoteName("\\101\\377\\u00e9\\U0001f600\\X".slice(0, -2))).toBe(
      byte(0x41, 0xff, 0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80),
    );
  });

  it.each([
    "\\'",
    "\\",
    "a\\",
    '"',
    "a\nb",
    "\\x4",
    "\\xgg",
    "\\ud800",
    "\\U00110000",
    "\\400",
    "\\18",
    "\\q",
    "\\u12",
  ])("refuses the quoted name %j", (quoted) => {
    expect(() => unquoteName(quoted)).toThrow(DamagedObject);
  });

  it("turns any text into bytes or refuses it", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("\\", "x", "u", "U", "0", "7", "a", "d", "8", '"', "\n", "é", "\ud800") }),
        (quoted) => {
          const name = attempt(() => unquoteName(quoted));
          if (name !== undefined) expect(toBuffer(name).toString("latin1")).toBe(name);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("JSON strings", () => {
  it.each(goJson.linktargets)(
    "writes the link target $target_hex as restic does",
    ({ target_hex, linktarget_json }) => {
      expect(jsonStringOfBytes(fromBuffer(Buffer.from(target_hex, "hex")))).toBe(linktarget_json);
    },
  );

  it("reads back as the text it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(JSON.parse(jsonString(text))).toBe(text);
        expect(jsonStringOfBytes(fromBuffer(Buffer.from(text)))).toBe(jsonString(text));
      }),
      { numRuns: 1000 },
    );
  });

  it("escapes control characters and what HTML could take for markup, and leaves DEL and C1 alone", () => {
    expect(jsonString('\x00\x1f\b\f\n\r\t<>&"\\/\x7f\x80\u2028\u2029\u00e9')).toBe(
      '"\\u0000\\u001f\\b\\f\\n\\r\\t\\u003c\\u003e\\u0026\\"\\\\/\x7f\x80\\u2028\\u2029\u00e9"',
    );
  });

  it("replaces half of a surrogate pair", () => {
    expect(jsonString("a\ud800b\udc00\u{1f600}")).toBe('"a\\ufffdb\\ufffd\u{1f600}"');
  });
});

/** The result, or undefined if it is refused in the one way there is; other errors are passed on. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DamagedObject) return undefined;
    throw error;
  }
}
