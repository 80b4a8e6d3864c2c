import { describe, expect, it } from "vitest";
import type { PlanOnTarget, PlanState, TargetState } from "../../../shared/model/index.ts";
import { placesOf } from "./copy-words.ts";

const NOW = new Date(2026, 4, 13, 14, 14).getTime();
const MINUTE = 60_000;
const NAMES = ["Blue", "Hetzner", "Nas"];

/** Only what the words are made from. */
function says(on: readonly Partial<PlanOnTarget>[], states: readonly Partial<TargetState>[] = []): readonly string[] {
  const targetIds = NAMES.slice(0, on.length);
  const plan = { targetIds } as unknown as PlanState["plan"];
  const state = {
    plan,
    targets: on.map((facts, at) => ({ targetId: targetIds[at], ...facts })),
  } as unknown as PlanState;
  const targets = targetIds.map((id, at) => ({ target: { id, name: id }, presence: "present", ...states[at] }));
  return placesOf(state, targets as unknown as TargetState[], NOW).map(({ name, says: words }) => `${name}: ${words}`);
}

describe("where a plan's newest snapshot is", () => {
  it("is told of each target, and where it is not yet", () => {
    const at = NOW - 24 * MINUTE;
    expect(says([{ newestSnapshotAt: at }, { newestSnapshotAt: NOW - 28 * 60 * MINUTE }, {}])).toEqual([
      "Blue: saved 24 minutes ago",
      expect.stringMatching(/^Hetzner: the newest is not there yet; it has that of yesterday at 10:14/),
      "Nas: not there yet",
    ]);
  });

  it("says what a copy that is missing waits for, and nothing of one that is there", () => {
    const away = { presence: "away" } as const;
    expect(says([{ newestSnapshotAt: NOW - 60 * MINUTE }, {}], [away, away])).toEqual([
      "Blue: saved 1 hour ago",
      "Hetzner: not there yet, it is not connected",
    ]);
    expect(says([{}], [{ ...away, passphrase: "missing" }])).toEqual([
      "Blue: not there yet, its passphrase is missing",
    ]);
  });

  it("counts a run that found nothing changed for every target that has the snapshot", () => {
    const at = NOW - 60 * MINUTE;
    expect(says([{ newestSnapshotAt: at, currentAt: NOW - 2 * MINUTE }, { newestSnapshotAt: at }])).toEqual([
      "Blue: saved 2 minutes ago",
      "Hetzner: saved 2 minutes ago",
    ]);
  });

  it("names a target that is no more", () => {
    const state = { plan: { targetIds: ["gone"] }, targets: [] } as unknown as PlanState;
    expect(placesOf(state, [], NOW)[0]).toMatchObject({ name: "A target that was removed", state: "none" });
  });
});
