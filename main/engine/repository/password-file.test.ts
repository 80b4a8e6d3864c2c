import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passwordFromFile } from "./password-file.ts";

const read = (bytes: Uint8Array) => passwordFromFile(bytes).toString("utf8");

describe("passwordFromFile", () => {
  it("takes the line end away, and white space at both ends, but none inside", () => {
    expect(read(Buffer.from("secret\n"))).toBe("secret");
    expect(read(Buffer.from("\r\n\t two words \v\f\r\n\n"))).toBe("two words");
    expect(read(Buffer.from("\u00a0\u2003\u3000pass\u00a0word\u0085\u1680\u202f"))).toBe("pass\u00a0word");
    expect(read(Buffer.from(" \n\t"))).toBe("");
  });

  it("keeps what only looks like white space: zero-width characters are part of a password", () => {
    expect(read(Buffer.from("\u200bsecret\u180e\n"))).toBe("\u200bsecret\u180e");
  });

  it("takes a byte order mark away", () => {
    expect(read(Buffer.from("\ufeffsecret\n"))).toBe("secret");
    expect(read(Buffer.from(" \ufeffsecret"))).toBe("\ufeffsecret");
  });

  it("turns UTF-16 with a mark into UTF-8", () => {
    const little = Buffer.from("\ufeffgeheim ä \u{1f511}\r\n", "utf16le");
    expect(read(little)).toBe("geheim ä \u{1f511}");
    expect(read(Buffer.from(little).swap16())).toBe("geheim ä \u{1f511}");
  });

  it("keeps bytes that are not UTF-8, and does not normalise", () => {
    expect(passwordFromFile(Buffer.from([0xff, 0x70, 0xe9, 0x0a]))).toEqual(Buffer.from([0xff, 0x70, 0xe9]));
    expect(read(Buffer.from("a\u0308"))).toBe("a\u0308");
  });

  it("changes nothing in any text without white space at its ends", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
        const password = `x${text.toWellFormed()}x`;
        expect(read(Buffer.from(password))).toBe(password);
        expect(read(Buffer.from(`${password}\n`))).toBe(password);
      }),
    );
  });
});
