import { expect, it } from "vitest";
import { fromText } from "../../names/index.ts";
import { FolderFilter } from "./folder-filter.ts";

const leavesOut = (folder: string, patterns: readonly string[], insensitivePatterns: readonly string[] = []): boolean =>
  new FolderFilter({ patterns, insensitivePatterns, skipPaths: [fromText("/skip/me")] }).leavesOut(fromText(folder));

it.each([
  ["/home/ada/.cache", ["/home/*/.cache/"], true],
  ["/home/ada/.cached", ["/home/*/.cache/"], false],
  ["/a/node_modules", ["node_modules"], true],
  ["/a/node_modules", ["node_modules/"], true],
  ["/a/b.log", ["*.log"], true],
  ["/a/keep", ["/a/*", "!/a/keep"], false],
  ["/a/other", ["/a/*", "!/a/keep"], true],
  ["/proc", ["/proc/"], true],
  ["/skip/me", [], true],
  ["/skip/me2", [], false],
  ["/写真", ["写真/"], true],
] as const)("knows whether %s is left out by %j", (folder, patterns, expected) => {
  expect(leavesOut(folder, patterns)).toBe(expected);
});

it("has lines without regard to upper and lower case", () => {
  expect(leavesOut("/a/CACHE", [], ["cache/"])).toBe(true);
  expect(leavesOut("/a/CACHE", ["cache/"])).toBe(false);
});
