import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { JOBS, type Job } from "./jobs.ts";

export interface BenchOptions {
  readonly jobs: readonly Job[];
  readonly rounds: number;
  /** Absolute, as is `data`. */
  readonly json?: string;
  readonly data: string;
  readonly quick: boolean;
  readonly write: boolean;
  /** Only Holdfast runs, under a profiler. */
  readonly profile: boolean;
}

export const USAGE = `npm run bench -- [JOB…] [options]

  --rounds N      runs of each tool (3; with --profile 1)
  --quick         data that is 20 times smaller
  --json FILE     write all figures
  --profile       run only Holdfast, write a CPU profile of each of its threads, and show the dearest functions
  --data DIR      where data and repositories are kept (in the system's temporary folder)
  --write         write docs/benchmarks.md from the last full-size result of every job

Jobs: ${JOBS.map((job) => job.name).join(" ")}

npm run bench -- search [--paths N] [--versions N] [--data DIR]

  the index of names by itself: makes one of 1,000,000 paths and 10,000,000 versions, and asks it 200 times

npm run bench -- window [--entries N] [--rounds N] [--data DIR]

  the window in Chromium on a real agent: first paint, a folder of 100,000 entries opened and scrolled through
`;

const DECLARED = {
  rounds: { type: "string" },
  json: { type: "string" },
  profile: { type: "boolean", default: false },
  data: { type: "string", default: join(tmpdir(), "holdfast-bench") },
  quick: { type: "boolean", default: false },
  write: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** @returns undefined when help is asked for @throws {Error} an option or a job that there is not */
export function parseOptions(args: readonly string[]): BenchOptions | undefined {
  const { values, positionals } = parseArgs({ args: [...args], options: DECLARED, allowPositionals: true });
  if (values.help) return undefined;
  const rounds = Number(values.rounds ?? (values.profile ? 1 : 3));
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds takes a number from 1 on.");
  if (values.write && (values.quick || values.profile)) {
    throw new Error("--write goes neither with --quick nor with --profile: their figures are no benchmark.");
  }
  const { quick, write, profile } = values;
  const json = values.json === undefined ? {} : { json: resolve(values.json) };
  return { jobs: chosenJobs(positionals), rounds, data: resolve(values.data), quick, write, profile, ...json };
}

/** In the order of the table; all without a name. */
function chosenJobs(names: readonly string[]): readonly Job[] {
  const unknown = names.find((name) => !JOBS.some((job) => job.name === name));
  if (unknown !== undefined)
    throw new Error(`There is no job “${unknown}”. Jobs: ${JOBS.map((job) => job.name).join(" ")}`);
  return names.length === 0 ? JOBS : JOBS.filter((job) => names.includes(job.name));
}
