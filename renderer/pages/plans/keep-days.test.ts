import { describe, expect, it } from "vitest";
import type { RetentionPreview, RetentionVerdict } from "../../../shared/model/index.ts";
import { fateWords, monthsOf } from "./keep-days.ts";
import { removalWords, saveWords } from "./keep-preview-words.ts";

/** Only what a calendar is made from. */
const verdict = (month: number, day: number, hour: number, keep: boolean): RetentionVerdict =>
  ({ time: new Date(2026, month - 1, day, hour).getTime(), keep }) as RetentionVerdict;
const preview = (kept: number, removed: number, isHeld = false): RetentionPreview =>
  ({ kept, removed, isHeld }) as RetentionPreview;

describe("a calendar of what stays and goes", () => {
  const months = monthsOf([
    verdict(3, 31, 9, true),
    verdict(5, 1, 23, true),
    verdict(5, 1, 1, false),
    verdict(5, 2, 1, false),
    verdict(5, 4, 1, true),
  ]);

  it("has the newest month first, and none without a snapshot", () => {
    expect(months.map(({ days, stay, go }) => [days.length, stay, go])).toEqual([
      [31, 2, 2],
      [31, 1, 0],
    ]);
  });

  it("tells a day that keeps some of its snapshots from one that loses all", () => {
    expect(months[0]?.days.slice(0, 4).map(({ fate }) => fate)).toEqual(["some", "goes", "none", "stays"]);
    expect(fateWords({ stay: 3, go: 1 })).toBe("3 stay, 1 goes");
  });

  it("begins weeks on Monday", () => {
    // The first of May 2026 was a Friday, the first of March a Sunday.
    expect(months.map(({ offset }) => offset)).toEqual([4, 6]);
  });
});

describe("the words of a preview", () => {
  it("let the button say what goes", () => {
    expect(saveWords([preview(28, 14)])).toBe("Save and remove 14 snapshots at the next tidying");
    expect(saveWords([preview(28, 0)])).toBe("Save");
    expect(saveWords([preview(1, 1), preview(9, 2)])).toMatch(/remove 3 snapshots/);
    expect(saveWords([preview(1, 1, true), preview(9, 0)])).toBe(
      "Save and remove 1 snapshot once the warning is closed",
    );
  });

  it("say what becomes of the snapshots of a target", () => {
    expect(removalWords(preview(28, 14))).toBe("28 snapshots of 42 stay, 14 go.");
    expect(removalWords(preview(42, 0))).toBe("All 42 snapshots stay.");
    expect(removalWords(preview(0, 0))).toBe("There are no snapshots yet.");
    expect(removalWords(preview(1, 1, true))).toMatch(/^1 snapshot of 2 stays, 1 goes\. .* nothing goes\.$/);
  });
});
