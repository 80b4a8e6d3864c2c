import { expect, it } from "vitest";
import { JOBS } from "./jobs.ts";

const memoryGoals = JOBS.map(({ name, data, kind, goals }) => {
  return { name, data, kind, bytes: goals.find(({ figure }) => figure === "memory")?.atMost };
});

it("have names that can be told apart", () => {
  expect(new Set(JOBS.map(({ name }) => name)).size).toBe(JOBS.length);
});

it("are all to stay within the same memory, whatever there is to do", () => {
  const working = memoryGoals.filter(({ data }) => data !== undefined);
  expect(working.filter(({ bytes }) => bytes === undefined || bytes > 300e6)).toEqual([]);
});

it("do each kind of work on a million files, too", () => {
  const kinds = memoryGoals.filter(({ data }) => data === "tiny").map(({ kind }) => kind);
  const watched = ["journal-changes", "journal-unchanged", "watch"];
  expect(kinds.sort()).toEqual(["check", "first", "restore", "unchanged", ...watched].sort());
});

it("have no goal against a tool that does not take part", () => {
  const alone = JOBS.filter(({ tools }) => tools?.join() === "holdfast");
  expect(alone.flatMap(({ goals }) => goals.filter(({ against }) => against !== undefined))).toEqual([]);
});
