import { posix } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ByteString } from "../names/index.ts";
import { UnsafeName } from "./failures.ts";
import { checkName, SafePaths, safeNames } from "./safe-name.ts";

const accepts = (name: string, platform: NodeJS.Platform): boolean => {
  try {
    checkName(name as ByteString, platform);
    return true;
  } catch (error) {
    if (error instanceof UnsafeName) return false;
    throw error;
  }
};

describe("names in a snapshot", () => {
  it.each(["", ".", "..", "a/b", "/", "a\0"])("are refused when they are %j", (name) => {
    for (const platform of ["linux", "darwin", "win32"] as const) expect(accepts(name, platform)).toBe(false);
  });

  it.each(["a", "...", ".a", "a..", "\xff", " ", "-", "con", "a:b", "a\\b"])(
    "are fine on Unix when they are %j",
    (name) => {
      expect(accepts(name, "linux")).toBe(true);
    },
  );

  it.each([
    "a\\b",
    "..\\x",
    "a:b",
    "C:",
    "file:stream",
    "con",
    "NUL",
    "nul.txt",
    "COM1",
    "lpt9.tar.gz",
    "aux ",
    "a.",
    "a ",
    "a\n",
  ])("are refused on Windows when they are %j", (name) => expect(accepts(name, "win32")).toBe(false));

  it.each(["console", "com", "com10", "nul-1", "a.b", ".git"])("are fine on Windows when they are %j", (name) => {
    expect(accepts(name, "win32")).toBe(true);
  });

  it("are looked at in each path, also when its folder is that of the one before", () => {
    const paths = new SafePaths();
    for (const path of ["a/b", "a/c", "b", "c/d/e"]) paths.check(path as ByteString);
    for (const path of ["a/..", "a/.", "a/", "/a", "a/b\0", "..", "../b", "a/../b", "c/d/..", "c//e", "c/d/../e"]) {
      paths.check((path.startsWith("a") ? "a/b" : "c/d/e") as ByteString);
      expect(() => paths.check(path as ByteString)).toThrow(UnsafeName);
      expect(() => paths.check(path as ByteString)).toThrow(UnsafeName);
    }
  });

  it("never make a path that leaves its folder", () => {
    const piece = fc.constantFrom("a", ".", "..", "/", "", "\\", "//", "b");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = pieces.join("");
        try {
          safeNames(path as ByteString, "linux");
        } catch {
          return;
        }
        expect(posix.join("/root", path) === "/root" || posix.join("/root", path).startsWith("/root/")).toBe(true);
        expect(path.startsWith("/")).toBe(false);
      }),
    );
  });
});
