import { describe, expect, it } from "vitest";
import type { TimeText } from "../../format/index.ts";
import { applyPolicy, type JudgedSnapshot } from "./apply-policy.ts";
import { parseDuration } from "./duration.ts";
import { InvalidPolicy } from "./errors.ts";
import type { KeepPolicy } from "./policy.ts";

const SURROUNDINGS = { nowMs: Date.parse("2025-01-01T00:00:00Z"), localZone: () => 0 };

function snapshot(id: string, time: string, ...tags: string[]): JudgedSnapshot {
  // Tests write times in the form that the brand stands for.
  return { id, time: time as TimeText, tags };
}

/** Ids with their reasons, of those that are kept. */
function kept(snapshots: readonly JudgedSnapshot[], policy: KeepPolicy): Record<string, readonly string[]> {
  const { keep, remove } = applyPolicy(snapshots, policy, SURROUNDINGS);
  expect(keep.length + remove.length).toBe(snapshots.length);
  return Object.fromEntries(keep.map(({ snapshot: { id }, reasons }) => [id, reasons]));
}

const DAYS = [
  snapshot("a", "2024-03-01T08:00:00Z"),
  snapshot("b", "2024-03-01T20:00:00Z"),
  snapshot("c", "2024-03-02T08:00:00Z"),
  snapshot("d", "2024-03-02T20:00:00Z", "x", "y"),
  snapshot("e", "2024-03-03T08:00:00Z", "x"),
];

describe("a policy applied to snapshots", () => {
  it("keeps the newest of each of the newest days", () => {
    expect(kept(DAYS, { daily: 2 })).toEqual({ e: ["daily snapshot"], d: ["daily snapshot"] });
  });

  it("keeps the oldest, too, while the number is not used up", () => {
    expect(kept(DAYS, { daily: 9 })).toMatchObject({ b: ["daily snapshot"], a: ["oldest daily snapshot"] });
    expect(kept(DAYS, { daily: 3 })).not.toHaveProperty("a");
    expect(Object.keys(kept(DAYS, { yearly: -1 }))).toEqual(["e", "a"]);
  });

  it("takes the newest first, in whatever order they are given", () => {
    const expected = applyPolicy(DAYS, { last: 2, weekly: 1 }, SURROUNDINGS);
    expect(applyPolicy(DAYS.toReversed(), { last: 2, weekly: 1 }, SURROUNDINGS)).toEqual(expected);
    expect(expected.keep.map(({ snapshot: { id } }) => id)).toEqual(["e", "d"]);
    expect(expected.remove.map(({ id }) => id)).toEqual(["c", "b", "a"]);
  });

  it("tells all reasons, and what is left of the numbers", () => {
    const { keep } = applyPolicy(DAYS, { last: 1, daily: 3, yearly: -1, tags: [["x"]] }, SURROUNDINGS);
    expect(keep[0]).toEqual({
      snapshot: DAYS[4],
      reasons: ["has tags [x]", "last snapshot", "daily snapshot", "yearly snapshot"],
      counters: { daily: 2, yearly: -1 },
    });
  });

  it("keeps what has all tags of a list", () => {
    expect(kept(DAYS, { tags: [["x", "y"]] })).toEqual({ d: ["has tags [x, y]"] });
    expect(Object.keys(kept(DAYS, { tags: [["y"], ["x"]] }))).toEqual(["e", "d"]);
    expect(Object.keys(kept(DAYS, { tags: [[""]] }))).toEqual(["c", "b", "a"]);
  });

  it("counts back from the newest, its very moment not included", () => {
    expect(kept(DAYS, { within: parseDuration("1d") })).toEqual({ e: ["within 1d"], d: ["within 1d"] });
    expect(kept(DAYS, { withinDaily: parseDuration("3d") })).toEqual({
      e: ["daily within 3d"],
      d: ["daily within 3d"],
      b: ["daily within 3d"],
      a: ["oldest daily within 3d"],
    });
  });

  it("does not count back from a snapshot of the future, and keeps it", () => {
    const future = snapshot("f", "2077-01-01T00:00:00Z");
    expect(Object.keys(kept([...DAYS, future], { within: parseDuration("1d") }))).toEqual(["f", "e", "d"]);
    expect(Object.keys(kept([future, snapshot("g", "2076-01-01T00:00:00Z")], { within: parseDuration("1d") }))).toEqual(
      ["f", "g"],
    );
  });

  it("judges each time by the clock of the place where it was written", () => {
    const snapshots = [snapshot("a", "2024-03-02T20:30:00+01:00"), snapshot("b", "2024-03-02T23:30:00-05:00")];
    expect(kept(snapshots, { daily: 2 })).toEqual({ b: ["daily snapshot"], a: ["oldest daily snapshot"] });
  });

  it("decides among snapshots of one instant by their ids", () => {
    const twins = [snapshot("b", "2024-03-02T20:00:00Z"), snapshot("a", "2024-03-02T22:00:00+02:00")];
    for (const given of [twins, twins.toReversed()]) expect(kept(given, { last: 1 })).toEqual({ a: ["last snapshot"] });
  });

  it("keeps everything without a rule, and nothing when no rule fits", () => {
    expect(applyPolicy(DAYS, {}, SURROUNDINGS).remove).toEqual([]);
    expect(applyPolicy(DAYS, { tags: [["nope"]] }, SURROUNDINGS).keep).toEqual([]);
    expect(applyPolicy([], { last: 1 }, SURROUNDINGS)).toEqual({ keep: [], remove: [] });
  });

  it("is not applied when it has a number that is none", () => {
    expect(() => applyPolicy(DAYS, { last: -3 }, SURROUNDINGS)).toThrow(InvalidPolicy);
  });
});
