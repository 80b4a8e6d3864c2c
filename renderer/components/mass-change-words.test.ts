import { describe, expect, it } from "vitest";
import type { MassChange } from "../../shared/model/index.ts";
import { formatTime } from "./format.ts";
import { massChangeWords } from "./mass-change-words.ts";

const NOW = new Date(2026, 4, 13, 16, 0).getTime();
const AT = new Date(2026, 4, 12, 14, 10).getTime();
const GOOD = new Date(2026, 4, 12, 13, 10).getTime();
/** Only what the words are made from. */
const change = (facts: Partial<MassChange>): MassChange =>
  ({
    ...{ kind: "rewritten", at: AT, filesBefore: 5_000, filesRemoved: 0, filesChanged: 4_120, filesNew: 0 },
    ...{ lastGoodAt: GOOD, ...facts },
  }) as MassChange;

describe("an unusual change", () => {
  it("is told with what it did, when, and what there was before it", () => {
    expect(massChangeWords(change({}), NOW)).toBe(
      `4,120 of 5,000 files were rewritten yesterday at ${formatTime(AT)}. The last good backup is of ${formatTime(GOOD)}.`,
    );
  });

  it("says the day of a backup that is older", () => {
    const lastGoodAt = GOOD - 24 * 3_600_000;
    expect(massChangeWords(change({ lastGoodAt }), NOW)).toMatch(/is of Monday at /);
  });

  it("counts no file twice, and says that files are gone", () => {
    expect(massChangeWords(change({ filesRemoved: 4_900 }), NOW)).toMatch(/^5,000 of 5,000 files were renamed or/);
    expect(massChangeWords(change({ kind: "removed", filesRemoved: 4_900 }), NOW)).toMatch(/^4,900 .* were removed/);
  });
});
