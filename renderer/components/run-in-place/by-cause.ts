import type { RunKind, RunProblem } from "../../../shared/model/index.ts";
import { causeWords } from "../cause-words.ts";

/** Entries that could not be done for the same reason. */
export interface Cause {
  readonly cause: string;
  /** All of them, also those not among the first. */
  readonly count: number;
  readonly says: string;
  readonly fix: string;
  readonly first: readonly RunProblem[];
}

/** The most frequent first. @param shown so many of each are listed */
export function byCause(
  kind: RunKind,
  causes: readonly { readonly cause: string; readonly count: number }[],
  problems: readonly RunProblem[],
  shown: number,
): readonly Cause[] {
  return causes
    .toSorted((a, b) => b.count - a.count)
    .map(({ cause, count }) => ({
      ...{ cause, count, ...causeWords(cause, count, kind) },
      first: problems.filter((problem) => problem.cause === cause).slice(0, shown),
    }));
}
