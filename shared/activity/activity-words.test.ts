import { describe, expect, it } from "vitest";
import { type PlanActivity, type TargetState, WaitReason } from "../model/index.ts";
import { formatTime } from "../moments/index.ts";
import { activityWords, waitingFor } from "./activity-words.ts";

// A Wednesday.
const NOW = new Date(2026, 4, 13, 14, 0).getTime();
const HOUR = 3_600_000;
/** Only what the words are made from. */
const target = (name: string, presence = "present"): TargetState =>
  ({ target: { name }, presence }) as unknown as TargetState;
const FACTS = { targets: [target("Blue", "away"), target("Green")], hasChanges: false, isByHand: false };

describe("what a plan does", () => {
  it.each<[PlanActivity, string]>([
    [{ type: "running" }, "Running now"],
    [{ type: "idle", next: NOW + HOUR }, `Next run today at ${formatTime(NOW + HOUR)}`],
    [{ type: "idle" }, "Nothing is due"],
    [{ type: "paused" }, "Paused until you resume"],
    [{ type: "paused", until: NOW + 18 * HOUR }, `Paused until tomorrow at ${formatTime(NOW + 18 * HOUR)}`],
    [{ type: "waiting", since: NOW - 25 * HOUR, for: ["target"] }, "Waiting for Blue to be connected, since yesterday"],
    [
      { type: "waiting", since: NOW - HOUR, for: ["quiet-hours", "mains"], until: NOW + 4 * HOUR },
      `Waiting for the end of quiet hours and the computer to be plugged in, until ${formatTime(NOW + 4 * HOUR)}`,
    ],
  ])("%j", (activity, words) => {
    expect(activityWords(activity, FACTS, NOW)).toBe(words);
  });

  it("follows changes, or the user, when nothing can be foretold", () => {
    expect(activityWords({ type: "idle" }, { ...FACTS, hasChanges: true }, NOW)).toMatch(
      /as soon as something changes$/,
    );
    expect(activityWords({ type: "idle" }, { ...FACTS, isByHand: true }, NOW)).toBe("Runs when you ask for it");
  });

  it("has words for whatever there is to wait for", () => {
    const words = WaitReason.options.map((reason) => waitingFor(reason, ["Blue"]));
    expect(new Set(words).size).toBe(WaitReason.options.length);
    expect(waitingFor("space", [])).toBe("room on its target");
  });
});
