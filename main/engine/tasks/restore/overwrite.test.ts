import { describe, expect, it } from "vitest";
import type { ExistingEntry } from "../../destination/index.ts";
import type { Overwrite } from "./model.ts";
import { decideOverwrite, replacesOther, type WantedEntry } from "./overwrite.ts";

const WANTED: WantedEntry = { type: "file", size: 10, mtimeNs: 1000n };
const THERE: ExistingEntry = { type: "file", size: 10, mtimeNs: 1000n, inode: 1n, deviceId: 1n, links: 1 };

describe("decideOverwrite", () => {
  it.each(["always", "if-changed", "if-newer", "never", "keep-both"] as const)(
    "writes what is not there (%s)",
    (rule) => {
      expect(decideOverwrite(rule, WANTED, undefined)).toBe("write");
    },
  );

  it.each<[Overwrite, string, Partial<ExistingEntry>, ReturnType<typeof decideOverwrite>]>([
    ["always", "an equal file", {}, "compare"],
    ["always", "a file of another size", { size: 5 }, "compare"],
    ["always", "an empty file", { size: 0 }, "write"],
    ["always", "a link", { type: "symlink" }, "write"],
    ["if-changed", "an equal file", {}, "keep-content"],
    ["if-changed", "a file of another time", { mtimeNs: 1001n }, "compare"],
    ["if-changed", "a file of another size", { size: 11 }, "compare"],
    ["if-changed", "an equal file with a second name elsewhere", { links: 2 }, "compare"],
    ["if-newer", "a file of the same time", {}, "skip"],
    ["if-newer", "a newer file", { mtimeNs: 1001n }, "skip"],
    ["if-newer", "an older file", { mtimeNs: 999n }, "compare"],
    ["if-newer", "an older link", { type: "symlink", mtimeNs: 999n }, "write"],
    ["never", "anything", { type: "other" }, "skip"],
    ["keep-both", "an equal file", {}, "beside"],
    ["keep-both", "a folder", { type: "dir" }, "beside"],
  ])("with %s and %s there: %#", (rule, _what, there, expected) => {
    expect(decideOverwrite(rule, WANTED, { ...THERE, ...there })).toBe(expected);
  });

  it("never compares what is no file with content", () => {
    expect(decideOverwrite("always", { ...WANTED, type: "symlink" }, THERE)).toBe("write");
    expect(decideOverwrite("always", { ...WANTED, size: 0 }, THERE)).toBe("write");
  });
});

describe("replacesOther", () => {
  it.each<[string, Partial<WantedEntry>, Partial<ExistingEntry>, boolean]>([
    ["a file that looks equal", {}, {}, false],
    ["a file of another size", {}, { size: 5 }, true],
    ["a file of another time", {}, { mtimeNs: 1001n }, true],
    ["an empty file, with another", { size: 0 }, { size: 0, mtimeNs: 1001n }, false],
    ["a link, with a file", {}, { type: "symlink" }, true],
    ["a folder, which stays", {}, { type: "dir" }, false],
    ["a link of the same time", { type: "symlink" }, { type: "symlink", size: 3 }, false],
    ["a link of another time", { type: "symlink" }, { type: "symlink", mtimeNs: 1001n }, true],
  ])("%s", (_what, wanted, there, expected) => {
    expect(replacesOther({ ...WANTED, ...wanted }, { ...THERE, ...there })).toBe(expected);
  });

  it("nothing, where nothing is", () => {
    expect(replacesOther(WANTED, undefined)).toBe(false);
  });
});
