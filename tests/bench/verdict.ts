import { FIGURE_TITLES, formatFigure, formatRatio } from "./figures.ts";
import type { Goal } from "./goals.ts";
import type { Job } from "./jobs.ts";
import type { JobResult } from "./results.ts";
import { medianOf } from "./statistics.ts";

/** A goal held against what was measured. */
export interface Verdict {
  readonly goal: Goal;
  readonly value: number;
  readonly met: boolean;
}

/** The verdicts of a job; goals against a tool that did not take part have none. */
export function verdictsOf(job: Job, result: JobResult): readonly Verdict[] {
  return job.goals.flatMap((goal) => {
    const value = measuredValue(goal, result);
    return value === undefined ? [] : [{ goal, value, met: value <= goal.atMost }];
  });
}

/** "0.45 (goal ≤ 0.50: met)" */
export function verdictText({ goal, value, met }: Verdict): string {
  const show = (of: number): string =>
    goal.against === undefined ? formatFigure(goal.figure, of) : formatRatio(goal.figure, of);
  return `${show(value)} (goal ≤ ${show(goal.atMost)}: ${met ? "met" : "not met"})`;
}

/** How many goals are met, and a line for each that is not. */
export function summary(judged: readonly { readonly job: Job; readonly result: JobResult }[]): string {
  const verdicts = judged.flatMap(({ job, result }) => verdictsOf(job, result).map((verdict) => ({ job, verdict })));
  const missed = verdicts.filter(({ verdict }) => !verdict.met);
  const lines = missed.map(({ job, verdict }) => {
    const { figure, against } = verdict.goal;
    const what = against === undefined ? FIGURE_TITLES[figure] : `${FIGURE_TITLES[figure]} to ${against}`;
    return `- ${job.title}, ${what}: ${verdictText(verdict)}`;
  });
  return [`${verdicts.length - missed.length} of ${verdicts.length} goals are met.`, ...lines].join("\n");
}

function measuredValue({ figure, against }: Goal, { samples }: JobResult): number | undefined {
  const own = medianOf(samples["holdfast"] ?? [], figure);
  if (against === undefined) return own;
  const other = medianOf(samples[against] ?? [], figure);
  return own === undefined || other === undefined ? undefined : own / other;
}
