import { describe, expect, it } from "vitest";
import type { Refusal, Run } from "../../../shared/model/index.ts";
import { againOf } from "./again.ts";
import { endedRun, MINUTE, planWith } from "./plans.fixture.ts";

const plan = planWith([]);
const error: Refusal = { code: "storage/unplugged", message: "Away.", hint: "Connect it.", retry: "later", facts: {} };
const failed = (run: Partial<Run> = {}): Run => endedRun(plan, 1000, { outcome: "failed", error, ...run });

describe("a run that failed of a cause that passes", () => {
  it.each([
    [0, 1],
    [1, 5],
    [2, 15],
    [3, 60],
  ])("after %d tries is tried again in %d minutes", (tries, minutes) => {
    const runs = [...Array.from({ length: tries }, () => failed({ trigger: "retry" })), failed()];
    expect(againOf(runs)).toEqual({ at: 1000 + minutes * MINUTE, since: 1000, trigger: "retry" });
  });

  it("waits for its next time after four of them", () => {
    expect(againOf(Array.from({ length: 5 }, () => failed({ trigger: "retry" })))).toBeUndefined();
  });

  it("counts anew after one that was asked for by a clock or a hand", () => {
    const tried = Array.from({ length: 4 }, () => failed({ trigger: "retry" }));
    expect(againOf([failed({ trigger: "user" }), ...tried])).toMatchObject({ at: 1000 + MINUTE });
  });
});

describe("a run that was interrupted", () => {
  const interrupted = (run: Partial<Run> = {}): Run => endedRun(plan, 1000, { outcome: "interrupted", ...run });

  it("is begun again at once, and once", () => {
    expect(againOf([interrupted()])).toEqual({ at: 1000, since: 1000, trigger: "resumed" });
    expect(againOf([interrupted({ trigger: "resumed" }), interrupted()])).toBeUndefined();
  });

  it("may be again if it had never begun", () => {
    const { startedAt: _, ...waited } = interrupted({ trigger: "resumed" });
    expect(againOf([waited])).toMatchObject({ trigger: "resumed" });
  });
});

it.each<[title: string, run: Partial<Run>]>([
  ["that went well", {}],
  ["that the user stopped", { outcome: "cancelled" }],
  ["that failed for good", { outcome: "failed", error: { ...error, retry: "never" } }],
])("a run %s is not made again", (_, run) => {
  expect(againOf([endedRun(plan, 1000, run)])).toBeUndefined();
});

it("no run is not made again", () => {
  expect(againOf([])).toBeUndefined();
});
