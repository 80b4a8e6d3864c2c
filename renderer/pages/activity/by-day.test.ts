import { describe, expect, it } from "vitest";
import type { Run } from "../../../shared/model/index.ts";
import { byDay } from "./by-day.ts";

const NOON = new Date(2026, 10, 22, 12).getTime();
const HOUR = 3_600_000;
// Only what days are made from.
const run = (id: string, endedAt?: number): Run =>
  ({ id, state: endedAt === undefined ? "running" : "ended", queuedAt: NOON, endedAt }) as Run;

describe("runs by day", () => {
  it("are under the day on which they ended, in the order given", () => {
    const days = byDay([run("a", NOON), run("b", NOON - HOUR), run("c", NOON - 13 * HOUR)]);
    expect(days.map(({ runs }) => runs.map(({ id }) => id))).toEqual([["a", "b"], ["c"]]);
  });

  it("are there once, and only when they have ended", () => {
    expect(byDay([run("a", NOON), run("a", NOON), run("b")])[0]?.runs.map(({ id }) => id)).toEqual(["a"]);
  });
});
