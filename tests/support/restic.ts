import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe } from "vitest";
import { findProgram, type ProgramResult, type RunOptions, run } from "./programs.ts";

/** A restic on this machine. */
export interface ResticProgram {
  /** For test titles, such as "restic 0.14.0". */
  readonly name: string;
  readonly path: string;
}

/** Unpacked here by build/setup-system.mjs where it can be had. */
const NEWER_RESTIC = fileURLToPath(
  new URL("../../node_modules/.cache/holdfast/restic-new/usr/bin/restic", import.meta.url),
);

/** Every restic to be judged by: the installed one and a newer one, or only the one that HOLDFAST_RESTIC names. */
export function resticVersions(): readonly ResticProgram[] {
  const override = process.env["HOLDFAST_RESTIC"];
  const paths = override === undefined ? [findProgram("restic"), NEWER_RESTIC] : [override];
  const programs = paths.filter((path) => path !== undefined && existsSync(path)).map((path) => named(path ?? ""));
  return programs.filter((program, place) => programs.findIndex((other) => other.name === program.name) === place);
}

/** The newest of them; undefined on a machine without any. */
export function newestRestic(): ResticProgram | undefined {
  return resticVersions().at(-1);
}

/** A suite that runs once with each restic; on a machine without any, its tests are counted as skipped. */
export function describeWithEachRestic(title: string, body: (program: ResticProgram) => void): void {
  const programs = resticVersions();
  for (const program of programs) describe(`${title} (${program.name})`, () => body(program));
  if (programs.length === 0) describe.skip(`${title} (no restic here)`, () => body({ name: "restic", path: "restic" }));
}

/**
 * Runs restic on a repository, with no cache and no settings of the user.
 *
 * @param binary path of a restic
 * @param repository as restic spells it: a folder, or `rest:http://…`
 * @param args command and flags, as typed
 */
export function restic(
  binary: string,
  repository: string,
  password: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<ProgramResult> {
  const settings = Object.keys(process.env).filter((name) => name.startsWith("RESTIC_"));
  const cleared = Object.fromEntries(settings.map((name) => [name, undefined]));
  const env = { ...cleared, RESTIC_PASSWORD: password, ...options.env };
  return run(binary, ["--no-cache", "--repo", repository, ...args], { ...options, env });
}

function named(path: string): ResticProgram {
  const { stdout } = spawnSync(path, ["version"], { encoding: "utf8" });
  return { name: /^restic \S+/.exec(stdout)?.[0] ?? "restic of unknown version", path };
}
