import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { naturalKey, sortInTurns } from "./natural-order.ts";
import { Turns } from "./turns.ts";

describe("the order of people", () => {
  it("puts numbers by their size, whatever their zeros", () => {
    const numbers = fc.tuple(fc.nat(), fc.nat(), fc.nat(5), fc.nat(5));
    fc.assert(
      fc.property(numbers, ([a, b, zerosA, zerosB]) => {
        const key = (number: number, zeros: number) => naturalKey(`x${"0".repeat(zeros)}${number}y`);
        const [first, second] = [key(a, zerosA), key(b, zerosB)];
        expect(first < second).toBe(a < b);
        expect(first === second).toBe(a === b);
      }),
    );
  });

  it("is the same as sorting in one go", async () => {
    const items = fc.array(fc.record({ key: fc.nat(50), id: fc.nat() }), { maxLength: 5_000, size: "max" });
    const compare = (a: { key: number }, b: { key: number }) => a.key - b.key;
    await fc.assert(
      fc.asyncProperty(items, async (all) => {
        expect(await sortInTurns(all, compare, new Turns())).toEqual(all.toSorted(compare));
      }),
      { numRuns: 20 },
    );
  });
});
