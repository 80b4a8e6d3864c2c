import { describe, expect, it } from "vitest";
import {
  DEFAULT_CHOICES,
  DEFAULT_FILTER,
  KEEP_A_YEAR,
  type Plan,
  type TargetState,
} from "../../../shared/model/index.ts";
import { AS_FILES_CHANGE, newSchedule } from "../../plan-choices/index.ts";
import { patternsOf, planAsParagraph } from "./plan-words.ts";

// Only what the words are made from.
const plan = (facts: object): Plan =>
  ({ folders: ["/home/ada/Documents"], targetIds: ["t"], ...DEFAULT_CHOICES, ...facts }) as unknown as Plan;
const TARGETS = [{ target: { id: "t", name: "Blue" } }] as unknown as TargetState[];
const read = (given: Plan, targets = TARGETS): string =>
  planAsParagraph(given, targets)
    .map(({ text }) => text)
    .join("");

describe("a plan as a paragraph", () => {
  it("says what, where to, when, what stays and what is left out", () => {
    expect(read(plan({}))).toBe(
      "Back up Documents to Blue, when you ask for it, keep everything; leave out caches and temporary files.",
    );
  });

  it("says what it waits for as soon as it begins by itself", () => {
    const schedules = [newSchedule(AS_FILES_CHANGE)];
    const conditions = { ...DEFAULT_CHOICES.conditions, onMains: true };
    expect(read(plan({ schedules, keep: KEEP_A_YEAR, conditions }))).toBe(
      "Back up Documents to Blue, as files change, keep a year of history; leave out caches and temporary files; wait while on battery.",
    );
    expect(read(plan({ schedules }))).toMatch(/; wait for nothing\.$/);
  });

  it("names all that is left out", () => {
    const filter = { useDefaultExcludes: true, patterns: ["*.iso"], largerThanBytes: 4e9, oneFileSystem: true };
    expect(read(plan({ filter }))).toContain(
      "leave out caches and temporary files, what fits 1 pattern, files larger than 4.0 GB and other disks",
    );
  });

  it("says that nothing is left out, and that a target is gone", () => {
    const filter = { ...DEFAULT_FILTER, useDefaultExcludes: false };
    expect(read(plan({ filter }), [])).toBe(
      "Back up Documents to a target that was removed, when you ask for it, keep everything; leave out nothing.",
    );
  });
});

describe("patterns", () => {
  it("are the lines that have something in them", () => {
    expect(patternsOf("\n *.iso \n\n/home/ada/tmp\n")).toEqual(["*.iso", "/home/ada/tmp"]);
  });
});
