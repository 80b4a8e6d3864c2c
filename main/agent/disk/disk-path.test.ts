import { describe, expect, it } from "vitest";
import { cleanPath, parentOf } from "./disk-path.ts";

describe("paths from outside", () => {
  it.each([
    ["/", "/", undefined],
    ["//a//b/", "/a/b", "/a"],
    ["/a/./b/../c", "/a/c", "/a"],
    ["/../../a", "/a", "/"],
  ])("have one form: %s", (given, clean, parent) => {
    expect(cleanPath(given, "linux")).toBe(clean);
    expect(parentOf(clean)).toBe(parent);
  });

  it.each([
    ["C:\\", "C:/", undefined],
    ["c:/a\\b\\", "c:/a/b", "c:/a"],
    ["C:/a", "C:/a", "C:/"],
    ["\\\\nas\\share", "//nas/share/", undefined],
    ["//nas/share/a", "//nas/share/a", "//nas/share/"],
  ])("have one form on Windows: %s", (given, clean, parent) => {
    expect(cleanPath(given, "win32")).toBe(clean);
    expect(parentOf(clean)).toBe(parent);
  });
});
