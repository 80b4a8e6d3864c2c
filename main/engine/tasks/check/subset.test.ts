import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidSubset } from "./errors.ts";
import { type Choosable, choosePacks, mustBeSubset } from "./subset.ts";

const packs: Choosable[] = Array.from({ length: 300 }, (_, pack) => ({ pack, firstByte: pack % 256, bytes: 100 }));

describe("choosing the packs to read", () => {
  it("takes every pack exactly once over all t parts", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 256 }), (of) => {
        const parts = Array.from({ length: of }, (_, n) => choosePacks(packs, { part: n + 1, of }, Math.random));
        expect(parts.flat().sort((a, b) => a.pack - b.pack)).toEqual(packs);
      }),
    );
  });

  it("goes by the first byte of the id, as restic does", () => {
    const chosen = choosePacks(packs, { part: 2, of: 5 }, Math.random);
    expect(new Set(chosen.map(({ firstByte }) => firstByte % 5))).toEqual(new Set([1]));
  });

  it("takes a share of the packs, at least one, none twice", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 0.999 }),
        (percent, draw) => {
          const chosen = choosePacks(packs, { percent }, () => draw);
          expect(chosen).toHaveLength(Math.max(1, Math.floor(3 * percent)));
          expect(new Set(chosen).size).toBe(chosen.length);
        },
      ),
    );
  });

  it("takes as many packs as the bytes asked for are of all", () => {
    expect(choosePacks(packs, { bytes: 3000 }, Math.random)).toHaveLength(30);
    expect(choosePacks(packs, { bytes: 1e9 }, Math.random)).toHaveLength(300);
  });

  it.each([
    { part: 0, of: 5 },
    { part: 6, of: 5 },
    { part: 1, of: 257 },
    { percent: 0 },
    { percent: 101 },
    { bytes: 0 },
  ])("refuses %j", (subset) => {
    expect(() => mustBeSubset(subset)).toThrow(InvalidSubset);
  });

  it.each([true, { part: 5, of: 5 }, { part: 256, of: 256 }, { percent: 100 }, { bytes: 1 }] as const)(
    "takes %j",
    (subset) => {
      expect(() => mustBeSubset(subset)).not.toThrow();
    },
  );
});
