import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { figuresOf, type PlanInput, type PlanRules, planPrune, toleratedBytes } from "./plan.ts";

const MIB = 1 << 20;

interface Pack {
  /** Bytes, one blob each. */
  readonly used?: number;
  readonly unused?: number;
  readonly duplicate?: number;
  readonly type?: "data" | "tree" | "mixed";
  readonly uncompressed?: 0 | 1 | 2;
  /** Bytes of the file less those of the index. */
  readonly differsBy?: number;
  readonly isMissing?: boolean;
}

const RULES: PlanRules = {
  ...{ version: 2, packBytes: 16 * MIB, maxUnused: { percent: 5 }, maxRepackBytes: Number.POSITIVE_INFINITY },
  ...{ smallBytes: 0, repackUncompressed: false, repackCacheableOnly: false },
};

function inputOf(packs: readonly Pack[], unlistedSizes: readonly number[] = []): PlanInput {
  const idle = ({ unused = 0, duplicate = 0 }: Pack): number => unused + duplicate;
  const size = (pack: Pack): number => (pack.used ?? 0) + idle(pack);
  const one = (bytes = 0): number => (bytes > 0 ? 1 : 0);
  return {
    packs: {
      usedBlobs: Uint32Array.from(packs, ({ used }) => one(used)),
      usedBytes: Float64Array.from(packs, ({ used = 0 }) => used),
      unusedBlobs: Uint32Array.from(packs, ({ unused, duplicate }) => one(unused) + one(duplicate)),
      unusedBytes: Float64Array.from(packs, idle),
      duplicateBlobs: Uint32Array.from(packs, ({ duplicate }) => one(duplicate)),
      duplicateBytes: Float64Array.from(packs, ({ duplicate = 0 }) => duplicate),
      uncompressed: Uint8Array.from(packs, ({ uncompressed = 0 }) => uncompressed),
    },
    sizes: Float64Array.from(packs, size),
    storedSizes: Float64Array.from(packs, (pack) =>
      pack.isMissing === true ? -1 : size(pack) + (pack.differsBy ?? 0),
    ),
    types: Uint8Array.from(packs, ({ type = "data" }) => ({ data: 1, tree: 2, mixed: 3 })[type]),
    unlistedSizes,
  };
}

const plan = (packs: readonly Pack[], rules: Partial<PlanRules> = {}) =>
  planPrune(inputOf(packs), { ...RULES, ...rules });

describe("the plan of a prune", () => {
  it("removes packs in which nothing is needed, and keeps those in which all is", () => {
    expect(plan([{ used: 100 }, { unused: 100 }, { duplicate: 50 }])).toEqual({
      ...{ remove: [1, 2], forget: [], repack: [], lost: [] },
    });
  });

  it("forgets packs that are gone and not needed, and refuses to go on without those that are", () => {
    const packs = [
      { unused: 9, isMissing: true },
      { used: 9, isMissing: true },
      { used: 9, differsBy: -1 },
    ];
    expect(plan([...packs, { unused: 9, differsBy: 3 }])).toMatchObject({ forget: [0], lost: [1, 2], remove: [3] });
  });

  it("writes the most wasteful packs anew, until little enough is unused", () => {
    const packs = [
      { used: 900, unused: 10 },
      { used: 100, unused: 900 },
      { used: 500, unused: 500 },
    ];
    expect(plan(packs).repack).toEqual([1, 2]);
    expect(plan(packs, { maxUnused: { bytes: 0 } }).repack).toEqual([1, 2, 0]);
    expect(plan(packs, { maxUnused: { bytes: 600 } }).repack).toEqual([1]);
    expect(plan(packs, { maxUnused: "unlimited" }).repack).toEqual([]);
  });

  it("writes no more anew than it is allowed to", () => {
    const packs = [
      { used: 1, unused: 900 },
      { used: 1, unused: 500 },
      { used: 100, unused: 100 },
    ];
    expect(plan(packs, { maxUnused: { bytes: 0 }, maxRepackBytes: 800 }).repack).toEqual([1, 2]);
    expect(plan(packs, { maxRepackBytes: 0 }).repack).toEqual([]);
  });

  it("takes packs of folder lists and mixed ones first, whatever may stay unused", () => {
    const packs: Pack[] = [
      ...[
        { used: 9, unused: 1 },
        { used: 9, unused: 1, type: "tree" as const },
      ],
      ...[
        { used: 9, type: "mixed" as const },
        { used: 9, type: "tree" as const, uncompressed: 1 as const },
      ],
    ];
    expect(plan(packs, { maxUnused: "unlimited" }).repack).toEqual([1, 2, 3]);
    expect(plan(packs, { maxUnused: "unlimited", repackCacheableOnly: true }).repack).toEqual([1, 2, 3]);
    expect(plan(packs, { maxUnused: { bytes: 0 }, repackCacheableOnly: true }).repack).not.toContain(0);
  });

  it("compresses file content only when asked to, and nothing in format version 1", () => {
    const packs: Pack[] = [
      { used: 9, uncompressed: 2 },
      { used: 9, uncompressed: 1, type: "tree" },
    ];
    expect(plan(packs).repack).toEqual([1]);
    expect(plan(packs, { repackUncompressed: true }).repack).toEqual([1, 0]);
    expect(plan(packs, { version: 1 }).repack).toEqual([]);
  });

  it("joins small packs when there are ten of them, and never takes a full one for small", () => {
    const small = Array.from({ length: 10 }, () => ({ used: MIB }));
    expect(plan(small, { smallBytes: undefined }).repack).toHaveLength(10);
    expect(plan(small.slice(1), { smallBytes: undefined }).repack).toEqual([]);
    expect(plan(small, { smallBytes: undefined, packBytes: MIB }).repack).toEqual([]);
    const large = Array.from({ length: 10 }, () => ({ used: 12 * MIB }));
    expect(plan(large, { smallBytes: undefined }).repack).toEqual([]);
    expect(plan(large, { smallBytes: 12.8 * MIB }).repack).toHaveLength(10);
  });
});

const anyPack: fc.Arbitrary<Pack> = fc.record({
  ...{ used: fc.nat(20 * MIB), unused: fc.nat(20 * MIB), duplicate: fc.nat(MIB) },
  ...{ type: fc.constantFrom("data" as const, "tree" as const, "mixed" as const) },
});

it("leaves no more unused than it may, whatever there is", () => {
  fc.assert(
    fc.property(fc.array(anyPack, { maxLength: 40 }), fc.integer({ min: 0, max: 99 }), (packs, percent) => {
      const input = inputOf(packs);
      const maxUnused = { percent };
      const { remove, forget, repack } = planPrune(input, { ...RULES, maxUnused, smallBytes: undefined });
      const { used, unusedAfter, keptPacks } = figuresOf(input, [...remove, ...forget], repack);
      expect(unusedAfter.bytes).toBeLessThanOrEqual(toleratedBytes(maxUnused, used.bytes));
      expect(keptPacks + remove.length + repack.length).toBe(packs.length);
      expect(new Set([...remove, ...repack]).size).toBe(remove.length + repack.length);
    }),
  );
});

it("never removes a pack in which something is needed", () => {
  fc.assert(
    fc.property(fc.array(anyPack, { maxLength: 40 }), (packs) => {
      const { remove, forget } = planPrune(inputOf(packs), RULES);
      for (const pack of [...remove, ...forget]) expect(packs[pack]?.used).toBe(0);
    }),
  );
});
