import fc from "fast-check";
import { expect, it } from "vitest";
import { type ByteString, fromText, parentPath } from "../../names/index.ts";
import { ChangeMap } from "./change-map.ts";

function map(folders: string[], trees: string[] = []): ChangeMap {
  return new ChangeMap({ folders: folders.map(fromText), trees: trees.map(fromText) });
}

it("knows what is marked, what leads there, and nothing else", () => {
  const changes = map(["/a/b/c"], ["/a/d"]);
  expect(Object.fromEntries(changes.within(fromText("/a")))).toEqual({ b: "way", d: "tree" });
  expect(Object.fromEntries(changes.within(fromText("/a/b")))).toEqual({ c: "entries" });
  expect(changes.within(fromText("/a/b/c")).size).toBe(0);
  expect(changes.scopeOf(fromText("/other"))).toBe("none");
});

it("takes what is below an unknown folder for unknown", () => {
  expect(map([], ["/a"]).scopeOf(fromText("/a/b/c"))).toBe("tree");
  expect(map(["/a/b"], ["/"]).scopeOf(fromText("/a/b"))).toBe("tree");
  expect(map(["/a"]).scopeOf(fromText("/a/b"))).toBe("none");
});

it("takes the stronger of two marks, in whichever order they come", () => {
  expect(map(["/a/b", "/a"], ["/a/b"]).within(fromText("/a")).get(fromText("b"))).toBe("tree");
  expect(map(["/a/b", "/a"]).scopeOf(fromText("/a"))).toBe("entries");
  expect(map(["/a", "/a/b"]).scopeOf(fromText("/a"))).toBe("entries");
});

it("takes a slash at the end for none, also where a volume ends in one", () => {
  expect(map(["/a/"]).scopeOf(fromText("/a"))).toBe("entries");
  expect(map(["C:/a"]).within(fromText("C:/")).get(fromText("a"))).toBe("entries");
  expect(map(["C:/a"]).within(fromText("C:")).get(fromText("a"))).toBe("entries");
});

it("says of every path what a look at all marks says", () => {
  const path = fc
    .array(fc.constantFrom("a", "b", "c"), { maxLength: 4 })
    .map((names) => fromText(names.length === 0 ? "/" : `/${names.join("/")}`));
  const marks = fc.array(path, { maxLength: 6 });
  fc.assert(
    fc.property(marks, marks, path, (folders, trees, asked) => {
      const above = ancestors(asked);
      const leadsTo = [...folders, ...trees].some((marked) => ancestors(marked).includes(asked));
      const expected = above.some((each) => trees.includes(each))
        ? "tree"
        : folders.includes(asked)
          ? "entries"
          : leadsTo
            ? "way"
            : "none";
      expect(new ChangeMap({ folders, trees }).scopeOf(asked)).toBe(expected);
    }),
  );
});

/** A path and all folders above it. */
function ancestors(path: ByteString): ByteString[] {
  return path === "/" ? [path] : [path, ...ancestors(parentPath(path))];
}
