import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { JOBS } from "./jobs.ts";
import { parseOptions } from "./options.ts";

it("runs every job three times unless told otherwise, with data outside the project", () => {
  const options = parseOptions([]);
  expect(options).toMatchObject({ jobs: JOBS, rounds: 3, quick: false, write: false, profile: false });
  expect(options?.data.startsWith(tmpdir())).toBe(true);
});

it("runs the jobs that are named, in the order of the table", () => {
  const { jobs, rounds } = parseOptions(["start", "backup-usr", "--rounds", "5"]) ?? {};
  expect(jobs?.map((job) => job.name)).toEqual(["backup-usr", "start"]);
  expect(rounds).toBe(5);
});

it("runs once under a profiler, unless told otherwise", () => {
  expect(parseOptions(["check", "--profile"])).toMatchObject({ profile: true, rounds: 1 });
  expect(parseOptions(["check", "--profile", "--rounds", "2"])).toMatchObject({ profile: true, rounds: 2 });
});

it.each([
  [["nothing"], /no job “nothing”/],
  [["--rounds", "0"], /from 1 on/],
  [["--rounds", "many"], /from 1 on/],
  [["--write", "--quick"], /no benchmark/],
  [["--write", "--profile"], /no benchmark/],
  [["--fast"], /--fast/],
])("refuses %j", (args, message) => {
  expect(() => parseOptions(args)).toThrow(message);
});

it("knows when help is asked for", () => {
  expect(parseOptions(["--help"])).toBeUndefined();
});
