import type { FinishedEntry, Tally } from "./jobs.ts";
import type { RestoreConflict, RestoreCounts, RestoreNotice, RestoreProblem } from "./model.ts";

const PROBLEMS_IN_RESULT = 1000;

type Counts = { -readonly [Name in keyof RestoreCounts]: number };

/** What a run has done so far, and what went wrong. */
export class Report {
  readonly counts: Counts = {
    ...{ files: 0, bytes: 0, folders: 0, hardLinks: 0, symlinks: 0, others: 0, unchanged: 0, skipped: 0 },
    ...{ replaced: 0, keptBoth: 0, ownersKept: 0 },
  };
  readonly problems: RestoreProblem[] = [];
  problemCount = 0;
  /** Bytes that are on the disk, also of files that are not whole yet. */
  bytesDone = 0;
  /** What the walk has found so far. */
  readonly planned = { files: 0, bytes: 0, isFinal: false };
  readonly #notice: (notice: RestoreNotice) => void;

  constructor(notice: (notice: RestoreNotice) => void) {
    this.#notice = notice;
  }

  problem(problem: RestoreProblem): void {
    this.problemCount += 1;
    if (this.problems.length < PROBLEMS_IN_RESULT) this.problems.push(problem);
    this.#notice({ type: "problem", problem });
  }

  conflict(conflict: RestoreConflict): void {
    this.#notice({ type: "conflict", conflict });
  }

  /** @returns whether the entry is in its place */
  finished({ failure, problems, ownersKept }: FinishedEntry): boolean {
    for (const problem of problems) this.problem(problem);
    this.counts.ownersKept += ownersKept;
    if (failure !== undefined) this.problem(failure);
    return failure === undefined;
  }

  add({ bytesUnchanged, ...counts }: Tally): void {
    for (const name of Object.keys(counts) as (keyof typeof counts)[]) this.counts[name] += counts[name]; // its own keys
    this.bytesDone += bytesUnchanged;
    this.planned.files += counts.files + counts.unchanged;
    this.planned.bytes += bytesUnchanged;
  }

  get filesDone(): number {
    return this.counts.files + this.counts.unchanged + this.counts.hardLinks;
  }
}
