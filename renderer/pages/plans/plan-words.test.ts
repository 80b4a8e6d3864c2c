import { describe, expect, it } from "vitest";
import { DEFAULT_FILTER, type Plan, type TargetState } from "../../../shared/model/index.ts";
import { patternsOf, planAsParagraph } from "./plan-words.ts";

// Only what the words are made from.
const plan = (facts: object): Plan =>
  ({ folders: ["/home/ada/Documents"], targetIds: ["t"], filter: DEFAULT_FILTER, ...facts }) as unknown as Plan;
const TARGETS = [{ target: { id: "t", name: "Blue" } }] as unknown as TargetState[];
const read = (given: Plan, targets = TARGETS): string =>
  planAsParagraph(given, targets)
    .map(({ text }) => text)
    .join("");

describe("a plan as a paragraph", () => {
  it("says what, where to, and what is left out", () => {
    expect(read(plan({}))).toBe(
      "Back up Documents to Blue, leaving out caches and temporary files, when you ask for it.",
    );
  });

  it("names all that is left out", () => {
    const filter = { useDefaultExcludes: true, patterns: ["*.iso"], largerThanBytes: 4e9, oneFileSystem: true };
    expect(read(plan({ filter }))).toContain(
      "leaving out caches and temporary files, what fits 1 pattern, files larger than 4.0 GB and other disks",
    );
  });

  it("says nothing of filters that there are not, and that a target is gone", () => {
    const filter = { ...DEFAULT_FILTER, useDefaultExcludes: false };
    expect(read(plan({ filter }), [])).toBe("Back up Documents to a target that was removed, when you ask for it.");
  });
});

describe("patterns", () => {
  it("are the lines that have something in them", () => {
    expect(patternsOf("\n *.iso \n\n/home/ada/tmp\n")).toEqual(["*.iso", "/home/ada/tmp"]);
  });
});
