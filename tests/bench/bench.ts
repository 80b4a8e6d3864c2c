// `npm run bench`: Holdfast beside restic and borg. What it measures and how is in README.md.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepareHoldfast } from "../support/holdfast.ts";
import { enterJob, type Surroundings } from "./contestants.ts";
import { benchmarkDocument } from "./document.ts";
import { FIGURE_TITLES, FIGURES, formatFigure } from "./figures.ts";
import type { Job } from "./jobs.ts";
import { environmentOf } from "./machine.ts";
import { type BenchOptions, parseOptions, USAGE } from "./options.ts";
import { Preparations } from "./preparations.ts";
import { profileFolder, profileReport } from "./profiles.ts";
import { asData, fullReport } from "./report.ts";
import { type Environment, type JobResult, keepResults, type Results } from "./results.ts";
import { runRounds } from "./rounds.ts";
import { searchBench } from "./search.ts";
import type { Sample } from "./statistics.ts";
import { findTools, type Tool } from "./tools/index.ts";
import { windowBench } from "./window.ts";
import { Workspace } from "./workspace.ts";

const DOCUMENT = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));

/** Benches of one part alone, which no other tool has. */
const SPECIAL: ReadonlyMap<string, typeof searchBench> = new Map([
  ["search", searchBench],
  ["window", windowBench],
]);

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => stop.abort(new Error(`Stopped by ${signal}.`)));

try {
  const [job, ...others] = process.argv.slice(2);
  const special = job === undefined ? undefined : SPECIAL.get(job);
  const options = special === undefined ? parseOptions(process.argv.slice(2)) : undefined;
  if (special !== undefined) process.stdout.write(`${await special(others, stop.signal)}\n`);
  else if (options === undefined) process.stdout.write(USAGE);
  else if (process.platform !== "linux") throw new Error("The benchmark measures with /proc, which only Linux has.");
  else await bench(options);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function bench(options: BenchOptions): Promise<void> {
  await prepareHoldfast();
  const workspace = new Workspace(options.data);
  try {
    const tools = findTools();
    const environment = environmentOf(options.data, tools);
    say(`${environment.machine}\n${Object.values(environment.tools).join(", ")}`);
    finish(await runJobs(options, environment, workspace, tools), options);
  } finally {
    workspace.close();
  }
}

async function runJobs(
  options: BenchOptions,
  environment: Environment,
  workspace: Workspace,
  tools: readonly Tool[],
): Promise<Results> {
  const { signal } = stop;
  const { quick } = options;
  const preparations = new Preparations(workspace, { folder: options.data, quick, signal, say });
  const around: Surroundings = { tools, workspace, preparations, quick, signal };
  const profiles = options.profile ? profileFolder(options.data, new Date()) : undefined;
  let results: Results = { environment, jobs: [] };
  try {
    for (const job of options.jobs) {
      const result = await runJob(job, around, options, profiles);
      results = { environment, jobs: [...results.jobs, result] };
      // At once, so that a run that is stopped later has not been in vain.
      if (!quick && profiles === undefined) keepResults(options.data, { environment, jobs: [result] });
    }
    return results;
  } finally {
    await preparations.close();
  }
}

/** @param profiles where the profiles of all jobs go, if there are to be any */
async function runJob(
  job: Job,
  around: Surroundings,
  { rounds }: BenchOptions,
  profiles: string | undefined,
): Promise<JobResult> {
  const folder = profiles === undefined ? undefined : join(profiles, job.name);
  const contestants = await enterJob(job, { ...around, ...(folder === undefined ? {} : { profile: folder }) });
  const samples = await runRounds(contestants, rounds, (round, name, sample) => {
    say(`${job.name} ${round}/${rounds} ${name}: ${inWords(sample)}`);
  });
  if (folder !== undefined) process.stdout.write(`\n${profileReport(job.name, folder)}\n`);
  return { job: job.name, date: new Date().toISOString().slice(0, 10), samples };
}

function finish(results: Results, { data, json, quick, profile, write }: BenchOptions): void {
  process.stdout.write(`\n${fullReport(results)}\n`);
  if (quick) say("This was --quick: the data was 20 times smaller than the titles say.");
  if (profile) say("This was with a profiler, which costs time.");
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(asData(results, { quick }), null, 2)}\n`);
  if (!write) return;
  writeFileSync(DOCUMENT, benchmarkDocument(keepResults(data, { ...results, jobs: [] })));
  say(`${DOCUMENT} is written.`);
}

function inWords(sample: Sample): string {
  return FIGURES.flatMap((figure) => {
    const value = sample[figure];
    return value === undefined ? [] : `${FIGURE_TITLES[figure]} ${formatFigure(figure, value)}`;
  }).join(", ");
}

/** Progress is no result: it goes where a redirected table does not. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
