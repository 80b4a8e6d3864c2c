import { describe, expect, it } from "vitest";
import { NOT_WATCHED, type Notice, type PlanState, type TargetState } from "../../../shared/model/index.ts";
import { listDecisions } from "./list-decisions.ts";

const NOTICE: Notice = { id: "n", at: 0, level: "info", message: "Something.", hint: "Do this." };
// Only what decisions are made from.
const target = (facts: object, target: object = {}): TargetState =>
  ({
    target: { id: "t", name: "Blue", recoveryKitSavedAt: 1, ...target },
    presence: "present",
    passphrase: "kept",
    ...facts,
  }) as TargetState;
const plan = (outcome: string, problems = 0, on: object = {}): PlanState =>
  ({
    plan: { id: "p", name: "Photos" },
    targets: [{ targetId: "t", lastRun: { runId: "r", outcome, problems }, ...on }],
    watch: NOT_WATCHED,
  }) as unknown as PlanState;

const NOW = 1_800_000_000_000;
const keys = (...given: Parameters<typeof listDecisions>): string[] => listDecisions(...given).map(({ key }) => key);

describe("what needs a decision", () => {
  it("is nothing when all is well, and when a user stopped a run", () => {
    expect(keys([plan("completed"), plan("cancelled")], [target({})], [], NOW)).toEqual([]);
  });

  it("begins with the passphrase and ends with the agent's notices", () => {
    const targets = [target({ passphrase: "missing", presence: "away" }, { recoveryKitSavedAt: undefined })];
    expect(keys([plan("failed")], targets, [NOTICE], NOW)).toEqual([
      "passphrase t",
      "away t",
      "run p t",
      "kit t",
      "notice n",
    ]);
  });

  it("counts what a backup had to leave out", () => {
    expect(listDecisions([plan("warnings", 12)], [], [], NOW)[0]?.says).toBe("Photos: 12 entries could not be read.");
  });

  it("begins with an unusual change, whatever else there is", () => {
    const massChange = { kind: "removed", filesBefore: 9, filesRemoved: 8, at: NOW, lastGoodAt: NOW };
    const given = [plan("failed", 0, { massChange })];
    const [first] = listDecisions(given, [target({ passphrase: "missing" })], [], NOW);
    expect(first).toMatchObject({ key: "change p t", level: "bad", massChange: { planId: "p" } });
    expect(first?.says).toMatch(/^Photos: 8 of 9 files were removed today at/);
  });

  it("names a place that answers and does not let us in, once, with what to do", () => {
    const problem = { code: "storage/access-denied", message: "It said no.", hint: "Try another key." };
    const [first, ...others] = listDecisions([], [target({ presence: "away", problem })], [], NOW);
    expect(first).toMatchObject({ key: "problem t", level: "bad", hint: "Try another key." });
    expect(first?.says).toBe("Blue cannot be used: It said no.");
    expect(others).toEqual([]);
  });

  it("asks for room only where it gets short", () => {
    const of = (state: string) => [target({ spaceForecast: { state, fullAt: NOW + 30 * 86_400_000 } })];
    expect(keys([], of("fine"), [], NOW)).toEqual([]);
    expect(listDecisions([], of("stopped"), [], NOW)).toMatchObject([{ key: "space t", level: "bad" }]);
    expect(keys([], of("soon"), [], NOW)).toEqual(["space t"]);
  });
});
