import { describe, expect, it } from "vitest";
import { judge, type RunChange } from "./judge.ts";

const MB = 1_000_000;
/** A plan of 2,200 files that compress to 0.72: measured, as all of these, see README. */
const FIRST: RunChange = {
  ...{ filesBefore: 0, bytesBefore: 0, filesNew: 2200, filesChanged: 0, filesRemoved: 0 },
  ...{ bytes: 56 * MB, bytesAdded: 57 * MB, bytesStored: 41 * MB },
};
const PHOTOS: RunChange = { ...FIRST, bytesStored: 56 * MB };
const NOTHING: RunChange = {
  ...{ filesBefore: 2200, bytesBefore: 56 * MB, bytes: 56 * MB, filesNew: 0, filesChanged: 0, filesRemoved: 0 },
  ...{ bytesAdded: 0, bytesStored: 0 },
};
const change = (seen: Partial<RunChange>): RunChange => ({ ...NOTHING, ...seen });
const noise = (megabytes: number) => ({ bytesAdded: megabytes * MB, bytesStored: megabytes * MB * 0.98 });
const text = (megabytes: number) => ({ bytesAdded: megabytes * MB, bytesStored: megabytes * MB * 0.35 });

describe("what a run saw", () => {
  it.each<[title: string, RunChange, RunChange[], expected: string | undefined]>([
    ["everything encrypted in place", change({ filesChanged: 2200, ...noise(57) }), [FIRST], "rewritten"],
    ["what compresses encrypted in place", change({ filesChanged: 1800, ...noise(24) }), [FIRST], "rewritten"],
    ["encrypted and renamed", change({ filesNew: 2200, filesRemoved: 2200, ...noise(57) }), [FIRST], "rewritten"],
    ["emptied in place", change({ filesChanged: 2200, bytes: 0 }), [FIRST], "rewritten"],
    ["six of ten deleted", change({ filesRemoved: 1320, ...text(0.1) }), [FIRST], "removed"],
    ["a third deleted", change({ filesRemoved: 733 }), [FIRST], undefined],
    ["a third encrypted", change({ filesChanged: 733, ...noise(19) }), [FIRST], undefined],
    ["moved to another folder", change({ filesNew: 2200, filesRemoved: 2200, ...text(1) }), [FIRST], undefined],
    ["a checkout", change({ filesNew: 600, filesChanged: 603, filesRemoved: 1300, ...text(13) }), [FIRST], undefined],
    ["an installation", change({ filesNew: 2286, ...text(14) }), [FIRST], undefined],
    ["an import of photos", change({ filesNew: 600, ...noise(77) }), [FIRST], undefined],
    ["only photos, encrypted", change({ filesChanged: 2200, ...noise(57) }), [PHOTOS], "rewritten"],
    ["only photos, half of them edited", change({ filesChanged: 1100, ...noise(28) }), [PHOTOS], undefined],
    ["only photos, each with new tags", change({ filesChanged: 2200, ...noise(9) }), [PHOTOS], undefined],
    ["permissions of all files", change({ filesChanged: 2200 }), [FIRST], undefined],
  ])("%s", (_title, run, history, expected) => {
    expect(judge(run, [], history)).toBe(expected);
  });

  it("is nothing unusual in a plan of a few files", () => {
    const few = { filesBefore: 40, bytesBefore: MB, bytes: MB };
    expect(judge(change({ ...few, filesRemoved: 29 }), [], [FIRST])).toBeUndefined();
    expect(judge(change({ ...few, filesRemoved: 30 }), [], [FIRST])).toBe("removed");
  });

  it("is seen together with what the hours before saw", () => {
    const part = change({ filesChanged: 440, ...noise(11) });
    expect(judge(part, [], [FIRST])).toBeUndefined();
    expect(judge(part, [part], [FIRST])).toBe("rewritten");
    expect(judge(part, [NOTHING, part, NOTHING, NOTHING], [FIRST])).toBe("rewritten");
  });

  it("is not made up of files that always change", () => {
    const hot = change({ filesChanged: 40, ...noise(1) });
    expect(judge(hot, Array<RunChange>(100).fill(hot), [FIRST])).toBeUndefined();
  });

  it("is no loss when what goes came just before", () => {
    const installed = change({ filesNew: 2286, ...text(14) });
    const removed = change({ filesBefore: 4486, filesRemoved: 2286 });
    expect(judge(removed, [installed], [FIRST])).toBeUndefined();
    expect(judge(removed, [], [installed, FIRST])).toBe("removed");
  });

  it("is the plan's habit when it was seen twice before", () => {
    const rebuilt = change({ filesRemoved: 2000 });
    expect(judge(rebuilt, [], [rebuilt, FIRST])).toBe("removed");
    expect(judge(rebuilt, [], [rebuilt, NOTHING, rebuilt, FIRST])).toBeUndefined();
  });
});
