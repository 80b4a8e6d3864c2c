/** Numbers from 0 to below 1, the same for the same seed. */
export type RandomNumbers = () => number;

/** @param seed 0 to 2³² - 1 @see Tommy Ettinger's Mulberry32, in the public domain */
export function seededRandom(seed: number): RandomNumbers {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of the items, each as likely as its weight says. @returns undefined of nothing, and where no weight is above 0 */
export function pickWeighted<Item>(
  items: readonly Item[],
  weightOf: (item: Item) => number,
  random: RandomNumbers,
): Item | undefined {
  const weights = items.map((item) => Math.max(0, weightOf(item)));
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  let last: Item | undefined;
  for (const [at, item] of items.entries()) {
    const weight = weights[at] ?? 0;
    if (weight === 0) continue;
    last = item;
    left -= weight;
    if (left < 0) return item;
  }
  return last; // rounding
}
