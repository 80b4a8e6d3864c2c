import fc from "fast-check";
import { expect, it } from "vitest";
import { pickWeighted, seededRandom } from "./random.ts";
import { Reservoir } from "./reservoir.ts";

const seeds = fc.integer({ min: 0, max: 0xffff_ffff });
const items = fc.array(
  fc.record({ bytes: fc.integer({ min: 0, max: 1000 }), weight: fc.integer({ min: 1, max: 9 }) }),
  {
    maxLength: 300,
  },
);

it("makes the same numbers of the same seed, all from 0 to below 1", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const [one, other] = [seededRandom(seed), seededRandom(seed)];
      for (let at = 0; at < 50; at++) {
        const number = one();
        expect(number).toBe(other());
        expect(number >= 0 && number < 1).toBe(true);
      }
    }),
  );
});

it("picks by weight, and never what has none", () => {
  const random = seededRandom(3);
  const counts = { a: 0, b: 0, c: 0 };
  const names = ["a", "b", "c"] as const;
  const weights = { a: 1, b: 3, c: 0 };
  for (let at = 0; at < 4000; at++) {
    const name = pickWeighted(names, (each) => weights[each], random);
    if (name !== undefined) counts[name] += 1;
  }
  expect(counts.c).toBe(0);
  expect(counts.b / counts.a).toBeGreaterThan(2.5);
  expect(counts.b / counts.a).toBeLessThan(3.6);
  expect(pickWeighted([], () => 1, random)).toBeUndefined();
  expect(pickWeighted(["x"], () => 0, random)).toBeUndefined();
});

it("chooses as much as the bytes allow, and never more", () => {
  fc.assert(
    fc.property(items, seeds, fc.integer({ min: 0, max: 5000 }), (offered, seed, most) => {
      const reservoir = new Reservoir<(typeof offered)[number]>(most, seededRandom(seed));
      for (const item of offered) reservoir.offer(item, item.bytes, item.weight);
      const chosen = reservoir.chosen();
      const sum = (all: typeof offered): number => all.reduce((bytes, item) => bytes + item.bytes, 0);
      expect(sum(chosen)).toBeLessThanOrEqual(most);
      expect(new Set(chosen).size).toBe(chosen.length);
      if (sum(offered) <= most) expect(chosen).toHaveLength(offered.length);
    }),
  );
});

it("chooses what weighs more as many times as often", () => {
  let heavy = 0;
  for (let seed = 0; seed < 2000; seed++) {
    const reservoir = new Reservoir<number>(1, seededRandom(seed * 7919));
    for (let item = 0; item < 20; item++) reservoir.offer(item, 1, item === 0 ? 8 : 1);
    if (reservoir.chosen()[0] === 0) heavy += 1;
  }
  // 8 of 27.
  expect(heavy / 2000).toBeGreaterThan(0.25);
  expect(heavy / 2000).toBeLessThan(0.35);
});
