/**
 * What is measured in one run. Times are in milliseconds, sizes in bytes; `blob` is bytes of index for each blob, `link` the time
 * that packs were on their way by what the link needs for as many bytes.
 */
export type Figure = "wall" | "cpu" | "memory" | "repository" | "blob" | "link";

/** The figures of one run; a job does not measure what says nothing about it. */
export type Sample = Readonly<Partial<Record<Figure, number>>>;

/** @returns undefined of nothing */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

/** The median of a figure over runs; undefined where no run measured it. */
export function medianOf(samples: readonly Sample[], figure: Figure): number | undefined {
  return median(samples.flatMap((sample) => sample[figure] ?? []));
}

/** How far apart the runs are: the greatest value through the smallest. 1 is no noise at all. */
export function spreadOf(samples: readonly Sample[], figure: Figure): number | undefined {
  const values = samples.flatMap((sample) => sample[figure] ?? []);
  return values.length === 0 ? undefined : Math.max(...values) / Math.min(...values);
}
