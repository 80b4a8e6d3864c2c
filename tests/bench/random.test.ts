import { expect, it } from "vitest";
import { Random, RandomBytes } from "./random.ts";

function take(count: number, next: () => number): number[] {
  return Array.from({ length: count }, next);
}

it("gives the same numbers for the same seed, and others for another", () => {
  const [one, again, other] = [new Random("a"), new Random("a"), new Random("b")].map((random) =>
    take(50, () => random.next()),
  );
  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
});

it("spreads its numbers evenly", () => {
  const random = new Random("even");
  const counts = new Array<number>(10).fill(0);
  for (const value of take(10_000, () => random.below(10))) counts[value] = (counts[value] ?? 0) + 1;
  for (const count of counts) expect(count).toBeGreaterThan(850);
});

it("has half of its heavy-tailed numbers below the median, and the mean far above it", () => {
  const random = new Random("tail");
  const values = take(20_000, () => random.heavyTailed(1000, 1.6));
  const below = values.filter((value) => value < 1000).length;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(below / values.length).toBeCloseTo(0.5, 1);
  expect(mean).toBeGreaterThan(3000);
  expect(mean).toBeLessThan(4500);
});

it("gives the same bytes for the same seed, however they are taken", () => {
  const whole = new RandomBytes("a").take(100);
  const parts = new RandomBytes("a");
  expect(Buffer.concat([parts.take(37), parts.take(63)])).toEqual(whole);
  expect(new RandomBytes("b").take(100)).not.toEqual(whole);
});
