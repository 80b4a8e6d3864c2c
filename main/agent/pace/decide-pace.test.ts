import { describe, expect, it } from "vitest";
import type { PaceChoice, Run, RunPace } from "../../../shared/model/index.ts";
import type { Surroundings } from "../surroundings/index.ts";
import { paceIn, settledPace } from "./decide-pace.ts";

type Row = [title: string, setting: PaceChoice, trigger: Run["trigger"], pace: RunPace | undefined];

it.each<Row>([
  ["by hand in a window", "automatic", "user", { pace: "fast", because: "by-hand" }],
  ["by hand on the command line", "automatic", "command-line", { pace: "fast", because: "by-hand" }],
  ["by nobody", "automatic", "rebuilt", undefined],
  ["by hand, always gentle", "gentle", "user", { pace: "gentle", because: "setting" }],
  ["by nobody, always gentle", "gentle", "rebuilt", { pace: "gentle", because: "setting" }],
  ["by hand, always fast", "fast", "command-line", { pace: "fast", because: "setting" }],
  ["by nobody, always fast", "fast", "rebuilt", { pace: "fast", because: "setting" }],
])("a run started %s", (_, setting, trigger, pace) => {
  expect(settledPace(setting, trigger)).toEqual(pace);
});

describe("a run that began by itself", () => {
  it.each<[title: string, surroundings: Surroundings, pace: RunPace]>([
    ["on battery", { onBattery: true }, { pace: "gentle", because: "on-battery" }],
    [
      "on battery, with nobody there",
      { onBattery: true, userActive: false },
      { pace: "gentle", because: "on-battery" },
    ],
    [
      "on battery, with somebody there",
      { onBattery: true, userActive: true },
      { pace: "gentle", because: "on-battery" },
    ],
    ["with somebody there", { onBattery: false, userActive: true }, { pace: "gentle", because: "user-active" }],
    ["with somebody there, and power unknown", { userActive: true }, { pace: "gentle", because: "user-active" }],
    ["on mains, with nobody there", { onBattery: false, userActive: false }, { pace: "fast", because: "undisturbed" }],
    ["on mains, and nobody can tell more", { onBattery: false }, { pace: "fast", because: "undisturbed" }],
    ["where nobody can tell anything", {}, { pace: "fast", because: "undisturbed" }],
  ])("%s", (_, surroundings, pace) => {
    expect(paceIn(surroundings)).toEqual(pace);
  });
});
