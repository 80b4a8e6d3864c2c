import type { RunProblem } from "../../../shared/model/index.ts";

/** Entries that could not be done for the same reason. */
export interface Cause {
  readonly cause: string;
  /** All of them, also those not among the first. */
  readonly count: number;
  /** The reason, as the first of them says it. */
  readonly says: string;
  readonly first: readonly RunProblem[];
}

/** @param shown so many of each are listed */
export function byCause(
  causes: readonly { readonly cause: string; readonly count: number }[],
  problems: readonly RunProblem[],
  shown: number,
): readonly Cause[] {
  return causes
    .toSorted((a, b) => b.count - a.count)
    .map(({ cause, count }) => {
      const own = problems.filter((problem) => problem.cause === cause);
      return { cause, count, says: own[0]?.message ?? cause, first: own.slice(0, shown) };
    });
}
