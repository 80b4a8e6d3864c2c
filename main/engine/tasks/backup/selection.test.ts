import { expect, it } from "vitest";
import { fromText } from "../../names/index.ts";
import { backupTarget, type Selection, selectTargets } from "./selection.ts";

/** A selection as nested plain text: `name <- path`, with what is below. */
function drawn(selection: readonly Selection[]): unknown {
  return selection.map(({ name, path, children }) => {
    return children === undefined ? `${name} <- ${path}` : { [`${name} <- ${path}`]: drawn(children) };
  });
}

function select(targets: readonly (readonly [given: string, absolute: string])[]): unknown {
  const all = targets.map(([given, absolute]) => ({ given: fromText(given), absolute: fromText(absolute) }));
  return drawn(selectTargets(all));
}

it("leads to an absolute target from the root", () => {
  expect(select([["/home/ada/x", "/home/ada/x"]])).toEqual([
    { "home <- /home": [{ "ada <- /home/ada": ["x <- /home/ada/x"] }] },
  ]);
});

it("joins targets that share a way", () => {
  const targets = [
    ["/home/ada/x", "/home/ada/x"],
    ["/home/ben", "/home/ben"],
  ] as const;
  const ada = { "ada <- /home/ada": ["x <- /home/ada/x"] };
  expect(select(targets)).toEqual([{ "home <- /home": [ada, "ben <- /home/ben"] }]);
});

it("takes a target inside another only once, in either order", () => {
  const [inner, outer] = [
    ["/a/b", "/a/b"],
    ["/a", "/a"],
  ] as const;
  expect(select([inner, outer])).toEqual(["a <- /a"]);
  expect(select([outer, inner])).toEqual(["a <- /a"]);
});

it("drops the leading .. of a relative target and keeps the folders on disk apart from the names", () => {
  expect(select([["../../w/a", "/x/w/a"]])).toEqual([{ "w <- /x/w": ["a <- /x/w/a"] }]);
  expect(select([["a/./b//c", "/srv/a/b/c"]])).toEqual([{ "a <- /srv/a": [{ "b <- /srv/a/b": ["c <- /srv/a/b/c"] }] }]);
});

it("numbers a second folder of the same name", () => {
  const targets = [
    ["a", "/srv/here/a"],
    ["../a", "/srv/a"],
    ["../../a", "/a"],
  ] as const;
  expect(select(targets)).toEqual(["a <- /srv/here/a", "a-1 <- /srv/a", "a-2 <- /a"]);
});

it("takes the same target twice as once", () => {
  const same = ["a", "/srv/a"] as const;
  expect(select([same, same])).toEqual(["a <- /srv/a"]);
});

it("makes typed paths absolute from the working folder", () => {
  expect(backupTarget("x/../y").absolute).toBe(`${process.cwd()}/y`);
  expect(backupTarget("/tmp/é").absolute).toBe(fromText("/tmp/é"));
});
