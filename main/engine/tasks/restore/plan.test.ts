import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planRanges } from "./plan.ts";

const KiB = 1024;

describe("planRanges", () => {
  const places = (...uses: [pack: number, offset: number, length: number][]) =>
    uses.map(([pack, offset, length]) => ({ pack, offset, length }));
  const spans = (ranges: ReturnType<typeof planRanges>) =>
    ranges.map(({ pack, offset, length, uses }) => [pack, offset, length, uses.length]);

  it("reads neighbours of one pack at once", () => {
    expect(spans(planRanges(places([1, 100, 50], [1, 0, 100])))).toEqual([[1, 0, 150, 2]]);
  });

  it("reads over small gaps and not over large ones", () => {
    const uses = places([1, 0, 10], [1, 20, 10], [1, 1000, 10]);
    expect(spans(planRanges(uses, { gap: 10 }))).toEqual([
      [1, 0, 30, 2],
      [1, 1000, 10, 1],
    ]);
  });

  it("keeps ranges within the limit, but for a blob that is larger", () => {
    const uses = places([1, 0, 60], [1, 60, 60], [1, 120, 300], [1, 420, 10]);
    expect(spans(planRanges(uses, { range: 120 }))).toEqual([
      [1, 0, 120, 2],
      [1, 120, 300, 1],
      [1, 420, 10, 1],
    ]);
  });

  it("keeps the uses of one blob together", () => {
    const uses = places([1, 0, 10], [1, 500, 10], [1, 0, 10], [1, 0, 10]);
    expect(spans(planRanges(uses, { gap: 0, range: 0 }))).toEqual([
      [1, 0, 10, 3],
      [1, 500, 10, 1],
    ]);
  });

  it("takes packs in the order in which they are first needed", () => {
    const uses = places([7, 0, 10], [3, 0, 10], [7, 10, 10]);
    expect(planRanges(uses).map(({ pack }) => pack)).toEqual([7, 3]);
  });

  it("covers every use exactly once, whatever they are", () => {
    const use = fc.record({
      pack: fc.nat({ max: 3 }),
      slot: fc.nat({ max: 60 }),
    });
    // Blobs of a pack do not overlap: each has a slot of its own.
    const uses = fc.array(use).map((all) =>
      all.map(({ pack, slot }, number) => ({
        number,
        pack,
        offset: slot * 64 * KiB,
        length: ((slot * 7) % 64) * KiB + 1,
      })),
    );
    fc.assert(
      fc.property(uses, fc.nat({ max: 1 << 20 }), fc.nat({ max: 1 << 20 }), (all, gap, range) => {
        const planned = planRanges(all, { gap, range });
        expect(planned.flatMap((each) => each.uses.map(({ number }) => number)).sort((a, b) => a - b)).toEqual(
          all.map(({ number }) => number),
        );
        for (const each of planned) {
          const blobs = new Set(each.uses.map(({ offset }) => offset));
          expect(each.length <= range || blobs.size === 1).toBe(true);
          for (const { pack, offset, length } of each.uses) {
            expect(pack).toBe(each.pack);
            expect(offset >= each.offset && offset + length <= each.offset + each.length).toBe(true);
          }
        }
      }),
    );
  });
});
