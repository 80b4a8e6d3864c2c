import { describe, expect, it } from "vitest";
import type { Notice, PlanState, TargetState } from "../../../shared/model/index.ts";
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
const plan = (outcome: string, problems = 0): PlanState =>
  ({
    plan: { id: "p", name: "Photos" },
    targets: [{ targetId: "t", lastRun: { runId: "r", outcome, problems } }],
  }) as unknown as PlanState;

const keys = (...given: Parameters<typeof listDecisions>): string[] => listDecisions(...given).map(({ key }) => key);

describe("what needs a decision", () => {
  it("is nothing when all is well, and when a user stopped a run", () => {
    expect(keys([plan("completed"), plan("cancelled")], [target({})], [])).toEqual([]);
  });

  it("begins with the passphrase and ends with the agent's notices", () => {
    const targets = [target({ passphrase: "missing", presence: "away" }, { recoveryKitSavedAt: undefined })];
    expect(keys([plan("failed")], targets, [NOTICE])).toEqual([
      "passphrase t",
      "away t",
      "run p t",
      "kit t",
      "notice n",
    ]);
  });

  it("counts what a backup had to leave out", () => {
    expect(listDecisions([plan("warnings", 12)], [], [])[0]?.says).toBe("Photos: 12 entries could not be read.");
  });
});
