import { expect, it } from "vitest";
import { type LaneState, type NextStep, nextStep, waitingFor } from "./next-step.ts";

it.each<[title: string, state: LaneState, step: NextStep]>([
  ["nothing is queued", { isRunning: false, queued: 0, look: "unlooked" }, "nothing"],
  ["a run goes on", { isRunning: true, queued: 3, look: "present" }, "nothing"],
  ["nobody has looked yet", { isRunning: false, queued: 1, look: "unlooked" }, "look"],
  ["somebody is looking", { isRunning: false, queued: 1, look: "looking" }, "nothing"],
  ["the target is there", { isRunning: false, queued: 2, look: "present" }, "start"],
  ["another run works on what it needs", { isRunning: false, queued: 1, look: "present", isHeld: true }, "nothing"],
  ["the target is away", { isRunning: false, queued: 1, look: "away" }, "wait"],
  ["nobody can tell", { isRunning: false, queued: 1, look: "unknown" }, "start"],
])("when %s", (_, state, step) => {
  expect(nextStep(state)).toBe(step);
});

it("says that a run waits for its target only while that is away", () => {
  expect((["unlooked", "looking", "present", "unknown", "away"] as const).map(waitingFor)).toEqual([
    ...["turn", "turn", "turn", "turn"],
    "target",
  ]);
});
