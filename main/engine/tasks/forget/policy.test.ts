import { describe, expect, it } from "vitest";
import { parseDuration } from "./duration.ts";
import { InvalidPolicy } from "./errors.ts";
import { describePolicy, isEmptyPolicy, type KeepPolicy } from "./policy.ts";

const NO_TIME = parseDuration("0d");

describe("a policy", () => {
  it.each<[string, KeepPolicy]>([
    ["no rule", {}],
    ["rules of no number", { last: 0, yearly: 0 }],
    ["rules of no time", { within: NO_TIME, withinWeekly: NO_TIME }],
    ["no list of tags", { tags: [] }],
  ])("is empty with %s", (_title, policy) => {
    expect(isEmptyPolicy(policy)).toBe(true);
    expect(describePolicy(policy)).toBe("remove");
  });

  it.each<[KeepPolicy]>([[{ weekly: -1 }], [{ withinYearly: parseDuration("1h") }], [{ tags: [[""]] }]])(
    "is not empty with a rule: %j",
    (policy) => {
      expect(isEmptyPolicy(policy)).toBe(false);
    },
  );

  it.each([-2, 1.5, Number.NaN])("with %d for a number is refused", (last) => {
    expect(() => isEmptyPolicy({ last })).toThrow(InvalidPolicy);
  });

  it("is described in restic's words", () => {
    const policy = {
      ...{ last: 3, daily: -1, within: parseDuration("1m"), withinYearly: parseDuration("10y") },
      tags: [["a", "b"], ["c"]],
    };
    expect(describePolicy(policy)).toBe(
      "keep 3 latest, all daily snapshots, yearly snapshots within 10y and all snapshots with tags [[a, b] [c]] " +
        "and all snapshots within 1m of the newest",
    );
  });
});
