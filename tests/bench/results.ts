import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Sample } from "./statistics.ts";

/** What figures can be compared within: another machine or version makes others. */
export interface Environment {
  /** Processor, cores, memory, system, disk. */
  readonly machine: string;
  /** Titles of the tools, by name. */
  readonly tools: Readonly<Record<string, string>>;
}

export interface JobResult {
  readonly job: string;
  readonly date: string;
  /** By tool, and "limit"; a sample a round. */
  readonly samples: Readonly<Record<string, readonly Sample[]>>;
}

export interface Results {
  readonly environment: Environment;
  readonly jobs: readonly JobResult[];
}

/** The newest result of each job, in the same surroundings; results from others are forgotten. */
export function merge(old: Results | undefined, fresh: Results): Results {
  const isSame = JSON.stringify(old?.environment) === JSON.stringify(fresh.environment);
  const done = new Set(fresh.jobs.map((result) => result.job));
  const kept = (isSame ? (old?.jobs ?? []) : []).filter((result) => !done.has(result.job));
  return { environment: fresh.environment, jobs: [...kept, ...fresh.jobs] };
}

/** Full-size results are kept beside the data, so that a table can be filled job by job. */
export function keepResults(dataFolder: string, fresh: Results): Results {
  const path = join(dataFolder, "results.json");
  const old = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Results) : undefined; // as written below
  const merged = merge(old, fresh);
  writeFileSync(path, `${JSON.stringify(merged, null, 2)}\n`);
  return merged;
}
