import { describe, expect, it } from "vitest";
import { type ByteString, fromText } from "../../names/index.ts";
import { BadPattern } from "./errors.ts";
import { PathPatterns } from "./path-patterns.ts";

/** Whether a path matches, found as a walk finds it. */
function matches(pattern: string, path: string | ByteString, ignoreCase = false): boolean {
  const patterns = new PathPatterns([pattern], ignoreCase);
  const names = fromText(path).split("/").filter(Boolean) as ByteString[]; // pieces of a byte string
  return names.reduce((state, name) => patterns.step(state, name), patterns.start).isMatch;
}

function canMatchBelow(pattern: string, folder: string): boolean {
  const patterns = new PathPatterns([pattern], false);
  const names = folder.split("/").filter(Boolean).map(fromText);
  return names.reduce((state, name) => patterns.step(state, name), patterns.start).places.size > 0;
}

describe("path patterns", () => {
  it.each([
    ["b.txt", "/a/b.txt", true],
    ["b.txt", "/a/xb.txt", false],
    ["a", "/a/b.txt", true],
    ["*.txt", "/a/b.txt", true],
    ["*.txt", "/a.txt/b", true],
    ["a/b", "/x/a/b/c", true],
    ["a/b", "/x/a/c/b", false],
    ["/a", "/a/b", true],
    ["/b", "/a/b", false],
    ["/a/*/c", "/a/b/c", true],
    ["/a/*/c", "/a/b/b/c", false],
    ["/a/**/c", "/a/c", true],
    ["/a/**/c", "/a/b/b/c", true],
    ["/a/**", "/a", true],
    ["a/**/c/d", "/x/a/c/c/d", true],
    ["./a//b/", "/x/a/b", true],
    ["a/../b", "/b", true],
    ["?", "/ü", true],
    ["?", "/😀", true],
    ["??", "/ü", false],
    ["[a-c]x", "/bx", true],
    ["[^a-c]x", "/bx", false],
    ["[\\]]x", "/]x", true],
    ["\\*", "/*", true],
    ["\\*", "/a", false],
    ["a.c", "/abc", false],
    ["", "/a", false],
    ["/", "/a", false],
  ])("matches %j against %j: %s", (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected);
  });

  it("ignores case only when told", () => {
    expect(matches("ÄB*", "/äbc")).toBe(false);
    expect(matches("ÄB*", "/äbc", true)).toBe(true);
  });

  it("takes each byte that is no UTF-8 for one character, which nobody can type", () => {
    const patterns = new PathPatterns(["a?b"], false);
    const step = (name: string) => patterns.step(patterns.start, name as ByteString).isMatch; // bytes as given
    expect(step("a\xffb")).toBe(true);
    expect(step("a\xff\xfeb")).toBe(false);
    expect(step("a\xc3\xbcb")).toBe(true);
    const typed = new PathPatterns(["\ufffd"], false);
    expect(typed.step(typed.start, "\xff" as ByteString).isMatch).toBe(false); // bytes as given
  });

  it.each(["[", "[a", "[]a]", "a/[", "\\", "[a-", "[\\]-]x", "[^]"])("refuses the malformed pattern %j", (pattern) => {
    expect(() => new PathPatterns([pattern], false)).toThrow(BadPattern);
  });

  it("knows the folders in which nothing can match", () => {
    expect(canMatchBelow("/a/b", "/a")).toBe(true);
    expect(canMatchBelow("/a/b", "/c")).toBe(false);
    expect(canMatchBelow("b", "/c")).toBe(true);
    expect(canMatchBelow("/a/**/b", "/a/x/y")).toBe(true);
  });

  it("gives folders in which the same can match the same key", () => {
    const patterns = new PathPatterns(["x/*.c", "/home/y"], false);
    const keyOf = (...names: string[]) =>
      names.map(fromText).reduce((state, name) => patterns.step(state, name), patterns.start).key;
    expect(keyOf("var", "log")).toBe(keyOf("usr"));
    expect(keyOf("var", "x")).not.toBe(keyOf("var"));
    expect(keyOf("home")).not.toBe(keyOf("var"));
  });
});
