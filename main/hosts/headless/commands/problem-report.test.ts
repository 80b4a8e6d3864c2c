import { describe, expect, it } from "vitest";
import { problemReport } from "./problem-report.ts";

const WORDS = {
  gone: { says: "not there", hint: "Look for them." },
  closed: { says: "not allowed", hint: "Ask for them." },
};

describe("the report of problems", () => {
  const problems = [1, 2, 3, 4, 5].map((number) => ({ cause: "gone" as const, path: `/a/${number}` }));

  it("groups by cause, counts, and shows the first of each", () => {
    expect(problemReport("Two causes.", [...problems, { cause: "closed", path: "/b" }], 6, WORDS, false)).toEqual([
      "Two causes.",
      "  5 entries: not there. Look for them.",
      "    /a/1",
      "    /a/2",
      "    /a/3",
      "    and 2 others",
      "  1 entry: not allowed. Ask for them.",
      "    /b",
    ]);
  });

  it("shows all when asked to, and says that there are more than were kept", () => {
    const report = problemReport("Many.", problems, 2000, WORDS, true);
    expect(report).toContain("    /a/5");
    expect(report.at(-1)).toBe("  and 1,995 entries more");
  });

  it("is nothing when there is nothing", () => {
    expect(problemReport("Never shown.", [], 0, WORDS, false)).toEqual([]);
  });
});
