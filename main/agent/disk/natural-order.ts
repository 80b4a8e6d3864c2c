import type { Turns } from "./turns.ts";

/**
 * A key such that keys in their plain order are names as people order them: whatever their case and accents, and numbers by
 * their size (“Image 9” before “Image 10”).
 */
export function naturalKey(name: string): string {
  const base = /^[\0-\x7f]*$/.test(name) ? name : name.normalize("NFD").replaceAll(/\p{M}/gu, "");
  return base.toLowerCase().replaceAll(/[0-9]+/g, numberKey);
}

/** Where digits stand in the order of characters, the shorter number first. */
function numberKey(digits: string): string {
  const number = digits.replace(/^0+(?=[0-9])/, "");
  return `0${String.fromCharCode(number.length)}${number}`;
}

const SLICE = 1_000;

/** Sorts as `toSorted` does, a bit at a time. Equal items keep their order. */
export async function sortInTurns<T>(items: readonly T[], compare: (a: T, b: T) => number, turns: Turns): Promise<T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += SLICE) {
    runs.push(items.slice(at, at + SLICE).sort(compare));
    await turns.next();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2)
      merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], compare, turns));
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number, turns: Turns): Promise<T[]> {
  const merged: T[] = [];
  let [i, j] = [0, 0];
  for (; i < a.length && j < b.length; ) {
    const [first, second] = [a[i] as T, b[j] as T]; // both indexes are within
    if (compare(first, second) <= 0) {
      merged.push(first);
      i++;
    } else {
      merged.push(second);
      j++;
    }
    if (merged.length % SLICE === 0) await turns.next();
  }
  return merged.concat(a.slice(i), b.slice(j));
}
