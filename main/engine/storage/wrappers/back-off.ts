/** The longest wait before the first try again; it doubles with each … */
const FIRST_MS = 500;
/** … until it is this. */
const LONGEST_MS = 30_000;

/**
 * How long to wait before trying again: a random part of a time that doubles, so that many who were thrown out together do
 * not come back together (“full jitter”, AWS Architecture Blog, “Exponential Backoff And Jitter”).
 *
 * @param failures so far, at least 1
 * @param random 0 up to, and without, 1
 * @param askedMs what the storage wants to be left alone for; the random part comes on top
 */
export function backOffMs(failures: number, random: number, askedMs = 0): number {
  // Beyond 2^16 nothing grows any more, and no number overflows.
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(16, failures - 1));
  return Math.max(0, askedMs) + Math.round(longest * random);
}
