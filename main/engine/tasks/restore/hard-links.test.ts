import { expect, it } from "vitest";
import { fromText } from "../../names/index.ts";
import { HardLinks } from "./hard-links.ts";
import type { PlannedFile } from "./planned-file.ts";

/** Only what HardLinks looks at. */
function name(path: string, names: number, key = "key"): PlannedFile {
  return { path: fromText(path), link: { key, names } } as PlannedFile;
}

it("links later names to the first once its content is in place", () => {
  const links = new HardLinks();
  const [a, b, c] = [name("a", 3), name("b", 3), name("c", 3)];
  expect([links.meet(a), links.meet(b)]).toEqual([{ role: "first" }, { role: "waits" }]);
  expect(links.placed(a)).toEqual([b]);
  expect(links.meet(c)).toEqual({ role: "link", existing: "a" });
});

it("forgets a file when all its names were met", () => {
  const links = new HardLinks();
  links.meet(name("a", 2));
  links.placed(name("a", 2));
  links.meet(name("b", 2));
  expect(links.meet(name("c", 2))).toEqual({ role: "first" });
});

it("lets the next name try when the first cannot be restored", () => {
  const links = new HardLinks();
  const [a, b, c] = [name("a", 3), name("b", 3), name("c", 3)];
  for (const each of [a, b, c]) links.meet(each);
  expect(links.failed(a)).toBe(b);
  expect(links.placed(b)).toEqual([c]);
  expect(links.failed(name("lone", 2, "other"))).toBeUndefined();
});

it("has nothing to do with files of one name", () => {
  const lone = { path: fromText("a") } as PlannedFile; // only what HardLinks looks at
  expect(new HardLinks().meet(lone)).toEqual({ role: "first" });
  expect(new HardLinks().placed(lone)).toEqual([]);
});
