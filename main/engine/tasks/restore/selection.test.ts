import { describe, expect, it } from "vitest";
import { fromText } from "../../names/index.ts";
import { Selection, type SelectionSpec } from "./selection.ts";

/** Asks about a path as a walk would; a slash at the end makes it a folder. */
function selected(spec: Partial<SelectionSpec>, path: string): string {
  const none = { include: [], exclude: [], insensitiveInclude: [], insensitiveExclude: [] };
  const selection = new Selection({ ...none, ...spec });
  const names = path.split("/").filter(Boolean);
  let isWanted = selection.wantsAll;
  for (const depth of names.keys()) {
    const isFolder = depth < names.length - 1 || path.endsWith("/");
    const answer = selection.select(fromText(`/${names.slice(0, depth + 1).join("/")}`), isFolder, isWanted);
    if (answer !== "whole" && (answer === "none" || depth === names.length - 1)) return answer;
    isWanted = answer === "whole";
  }
  return "whole";
}

describe("what is restored", () => {
  it.each<[Partial<SelectionSpec>, string, string]>([
    [{}, "/a/b", "whole"],
    [{ include: ["/a/b"] }, "/a/b", "whole"],
    [{ include: ["/a/b"] }, "/a/b/c/d", "whole"],
    [{ include: ["/a/b"] }, "/a/", "way"],
    [{ include: ["/a/b"] }, "/a/c", "none"],
    [{ include: ["/a/b"] }, "/c/", "none"],
    [{ include: ["/a/b"] }, "/ab/", "none"],
    [{ include: ["/a/*/c"] }, "/a/x/", "way"],
    [{ include: ["/a/*/c"] }, "/a/x/c", "whole"],
    [{ include: ["/a/*/c"] }, "/b/", "none"],
    [{ include: ["*.txt"] }, "/a/b/", "way"],
    [{ include: ["*.txt"] }, "/a/b/c.txt", "whole"],
    [{ include: ["*.txt"] }, "/a/b/c.bin", "none"],
    [{ include: ["/a", "*.txt"] }, "/b/", "way"],
    [{ insensitiveInclude: ["*.TXT"] }, "/a/b.txt", "whole"],
    [{ insensitiveInclude: ["/A"] }, "/a/", "whole"],
    [{ exclude: ["*.tmp"] }, "/a/b.tmp", "none"],
    [{ exclude: ["/a/"] }, "/a/b", "none"],
    [{ exclude: ["*.tmp", "!keep.tmp"] }, "/a/keep.tmp", "whole"],
    [{ insensitiveExclude: ["*.TMP"] }, "/a/b.tmp", "none"],
    [{ include: ["/a"], exclude: ["*.tmp"] }, "/a/b.tmp", "none"],
    [{ include: ["/a"], exclude: ["*.tmp"] }, "/a/b", "whole"],
  ])("by %j of %s: %s", (spec, path, expected) => {
    expect(selected(spec, path)).toBe(expected);
  });
});
