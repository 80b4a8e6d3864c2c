import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgePack, planIndex } from "./index-plan.ts";

describe("the judgement of a pack", () => {
  const listed = { storedBytes: 100, listedBytes: 100, isContradictory: false };

  it("is that it is sound when it is as long as listed, and nothing speaks against it", () => {
    expect(judgePack(listed, false)).toBe("sound");
    expect(judgePack(listed, true)).toBe("doubtful");
    expect(judgePack({ ...listed, storedBytes: 99 }, false)).toBe("doubtful");
    expect(judgePack({ ...listed, isContradictory: true }, false)).toBe("doubtful");
  });

  it("is that it is missing when it is not stored, whatever else is wrong", () => {
    expect(judgePack({ ...listed, storedBytes: undefined, isContradictory: true }, true)).toBe("missing");
  });
});

describe("the plan for an index", () => {
  const FILES = ["a", "b", "c", "d"];
  const listing = fc.record({
    files: fc.subarray(FILES, { minLength: 1 }),
    isDisputed: fc.boolean(),
    isOut: fc.boolean(),
  });

  it("leaves no file that lists a pack that is out, and every other pack in some file", () => {
    fc.assert(
      fc.property(fc.array(listing), fc.subarray(["x", "y"]), (packs, damaged) => {
        const plan = planIndex({ sound: FILES, damaged, listings: packs }, (pack) => packs[pack]?.isOut === true);
        const stays = (file: string): boolean => !plan.obsolete.includes(file);
        for (const file of damaged) expect(stays(file)).toBe(false);
        for (const [pack, { files, isOut }] of packs.entries()) {
          if (isOut) expect(files.some(stays)).toBe(false);
          expect(plan.relisted.includes(pack)).toBe(!isOut && !files.some(stays));
        }
      }),
    );
  });

  it("touches no file when nothing is wrong", () => {
    fc.assert(
      fc.property(fc.array(listing), (packs) => {
        expect(planIndex({ sound: FILES, damaged: [], listings: packs }, () => false)).toEqual({
          obsolete: [],
          relisted: [],
        });
      }),
    );
  });
});
