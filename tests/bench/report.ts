import { FIGURE_TITLES, FIGURES, formatFigure, formatRatio } from "./figures.ts";
import { JOBS, type Job } from "./jobs.ts";
import type { Environment, JobResult, Results } from "./results.ts";
import { type Figure, medianOf, type Sample, spreadOf } from "./statistics.ts";
import { table } from "./table.ts";
import { summary, type Verdict, verdictsOf, verdictText } from "./verdict.ts";

const RIVALS = ["restic", "borg"] as const;
/** Worth a remark: the slowest run took this many times as long as the fastest. */
const NOISY = 1.25;

/** A job's heading and table: medians of the tools, the limit, and Holdfast's ratios with what is aimed at. */
export function jobReport(job: Job, result: JobResult, environment: Environment): string {
  const verdicts = verdictsOf(job, result);
  const figures = FIGURES.filter((figure) => medianOf(result.samples["holdfast"] ?? [], figure) !== undefined);
  const medians = Object.entries(result.samples).map(([name, samples]) => {
    const own = name === "holdfast" ? verdicts.filter(({ goal }) => goal.against === undefined) : [];
    return [environment.tools[name] ?? name, ...figures.map((figure) => medianCell(figure, samples, own))];
  });
  const ratios = RIVALS.filter((rival) => result.samples[rival] !== undefined).map((rival) => {
    const own = verdicts.filter(({ goal }) => goal.against === rival);
    return [`Holdfast / ${rival}`, ...figures.map((figure) => ratioCell(figure, rival, result, own))];
  });
  const rows = [["", ...figures.map((figure) => FIGURE_TITLES[figure])], ...medians, ...ratios];
  return `### ${job.title} (\`${job.name}\`)\n\n${table(rows)}\n\n${roundsLine(result)}\n`;
}

/** All jobs that have results, and the goals in sum. */
export function fullReport(results: Results): string {
  const judged = judgedJobs(results);
  const reports = judged.map(({ job, result }) => jobReport(job, result, results.environment));
  return [...reports, summary(judged)].join("\n");
}

/** All figures for another program: the samples, their medians, and the goals with what was measured. */
export function asData(results: Results, settings: { readonly quick: boolean }): object {
  const jobs = judgedJobs(results).map(({ job, result }) => ({
    ...result,
    title: job.title,
    medians: Object.fromEntries(Object.entries(result.samples).map(([name, samples]) => [name, mediansOf(samples)])),
    goals: verdictsOf(job, result).map(({ goal, value, met }) => ({ ...goal, value, met })),
  }));
  return { environment: results.environment, ...settings, jobs };
}

function mediansOf(samples: readonly Sample[]): Sample {
  return Object.fromEntries(FIGURES.map((figure) => [figure, medianOf(samples, figure)]));
}

/** In the order of the table, whatever order they were run in. */
function judgedJobs(results: Results): readonly { readonly job: Job; readonly result: JobResult }[] {
  return JOBS.flatMap((job) => {
    const result = results.jobs.find((one) => one.job === job.name);
    return result === undefined ? [] : [{ job, result }];
  });
}

function medianCell(figure: Figure, samples: readonly Sample[], verdicts: readonly Verdict[]): string {
  const verdict = verdicts.find(({ goal }) => goal.figure === figure);
  if (verdict !== undefined) return verdictText(verdict);
  const value = medianOf(samples, figure);
  return value === undefined ? "" : formatFigure(figure, value);
}

function ratioCell(figure: Figure, rival: string, { samples }: JobResult, verdicts: readonly Verdict[]): string {
  const verdict = verdicts.find(({ goal }) => goal.figure === figure);
  if (verdict !== undefined) return verdictText(verdict);
  const [own, other] = ["holdfast", rival].map((name) => medianOf(samples[name] ?? [], figure));
  return own === undefined || other === undefined ? "" : formatRatio(figure, own / other);
}

/** Rounds and date; and how far apart the runs were, when that is far. */
function roundsLine({ samples, date }: JobResult): string {
  const rounds = Math.max(...Object.values(samples).map((runs) => runs.length));
  const spreads = Object.values(samples).map((runs) => spreadOf(runs, "wall") ?? 1);
  const widest = Math.max(...spreads);
  const noise = widest < NOISY ? "" : `; the slowest run of a tool took ${widest.toFixed(2)} times its fastest`;
  return `Medians of ${rounds} ${rounds === 1 ? "round" : "rounds"}, ${date}${noise}.`;
}
