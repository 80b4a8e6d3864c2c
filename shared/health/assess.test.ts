import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlanOnTarget, PlanState, TargetState } from "../model/index.ts";
import { assess, HEALTH_STATES, overall } from "./index.ts";

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RUN = "5b0f7d3e-1c7a-4a52-9d3e-000000000009";
const IDS = ["5b0f7d3e-1c7a-4a52-9d3e-000000000001", "5b0f7d3e-1c7a-4a52-9d3e-000000000002"];

type Given = Partial<PlanOnTarget> & { readonly target?: Partial<TargetState> | null };

/** A plan called Photos with a target for each of `copies`: Blue, then Green. `target: null` is one that was removed. */
function facts(copies: readonly Given[]): readonly [PlanState, TargetState[]] {
  const targetIds = copies.map((_, at) => IDS[at]);
  const plan = { id: RUN, createdAt: 0, name: "Photos", folders: ["/photos"], filter: {}, targetIds };
  const on = copies.map(({ target: _target, ...rest }, at) => ({ targetId: IDS[at], snapshots: 1, ...rest }));
  const targets = copies.flatMap(({ target }, at) => {
    const named = { id: IDS[at], name: ["Blue", "Green"][at], location: "/blue", kind: "folder", repositoryId: "" };
    return target === null ? [] : [{ target: named, presence: "present", passphrase: "kept", ...target }];
  });
  // Only what the assessment looks at.
  return [{ plan, targets: on } as unknown as PlanState, targets as unknown as TargetState[]];
}

const fresh = { newestSnapshotAt: NOW - HOUR };
const proven = { provenAt: NOW - HOUR };
const ended = (outcome: string, problems = 0) => ({
  lastRun: { runId: RUN, outcome, endedAt: NOW - HOUR, problems } as unknown as NonNullable<PlanOnTarget["lastRun"]>,
});
const away = { target: { presence: "away", lastSeenAt: NOW - 3 * DAY } } as const;

describe("assess", () => {
  it.each<[title: string, copies: readonly Given[], says: string]>([
    ["no snapshot", [{}], "Photos has never been backed up."],
    ["a target that was removed", [{ target: null }], "Photos has no place to be backed up to."],
    ["fresh and proven", [{ ...fresh, ...proven }], "Photos is safe. Proven 1 hour ago."],
    ["fresh, never proven", [fresh], "Photos is saved; not yet proven."],
    ["proven too long ago", [{ ...fresh, provenAt: NOW - 31 * DAY }], "Photos is saved; not yet proven."],
    [
      "entries left out",
      [{ ...fresh, ...proven, ...ended("warnings", 12) }],
      "Photos is saved; 12 entries could not be read.",
    ],
    ["one entry left out", [{ ...fresh, ...ended("warnings", 1) }], "Photos is saved; 1 entry could not be read."],
    [
      "a failed run after a good one",
      [{ ...fresh, ...proven, ...ended("failed") }],
      "Photos is saved; its last run failed.",
    ],
    [
      "a stopped run after a good one",
      [{ ...fresh, ...proven, ...ended("interrupted") }],
      "Photos is saved; its last run was stopped before its end.",
    ],
    [
      "older than a day",
      [{ newestSnapshotAt: NOW - 25 * HOUR }],
      "Photos is late: the newest backup was made 1 day ago.",
    ],
    [
      "late, and the drive is away",
      [{ newestSnapshotAt: NOW - 50 * HOUR, ...away }],
      "Photos is late: Blue was last seen 3 days ago.",
    ],
    [
      "one copy is late",
      [{ ...fresh, ...proven }, { newestSnapshotAt: NOW - 2 * DAY - HOUR }],
      "Photos is late: the newest backup was made 2 days ago.",
    ],
    ["one copy is missing", [fresh, {}], "Photos is late: nothing has been saved to Green yet."],
    [
      "far too old",
      [{ newestSnapshotAt: NOW - 4 * DAY, ...proven }],
      "Photos is at risk: the newest backup was made 4 days ago.",
    ],
    [
      "far too old, and the drive is away",
      [{ newestSnapshotAt: NOW - 4 * DAY, ...away }],
      "Photos is at risk: the newest backup was made 4 days ago, Blue was last seen 3 days ago.",
    ],
    [
      "no passphrase",
      [{ ...fresh, ...proven, target: { passphrase: "missing" } }],
      "Photos is at risk: no passphrase is known that opens Blue.",
    ],
    [
      "a check that found damage",
      [{ ...fresh, ...proven, target: { lastCheck: { isSound: false } as NonNullable<TargetState["lastCheck"]> } }],
      "Photos is at risk: the last check of Blue found damage.",
    ],
    ["a drive that is away for a while", [{ ...fresh, ...proven, ...away }], "Photos is safe. Proven 1 hour ago."],
  ])("%s", (_title, copies, says) => {
    expect(assess(...facts(copies), NOW).says).toBe(says);
  });

  it("is never green without a fresh, proven copy on every target", () => {
    const copy = fc.record({
      newestSnapshotAt: fc.option(fc.integer({ min: NOW - 5 * DAY, max: NOW }), { nil: undefined }),
      provenAt: fc.option(fc.integer({ min: NOW - 60 * DAY, max: NOW }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(copy, { minLength: 1, maxLength: 2 }), (copies) => {
        const { state } = assess(...facts(copies as Given[]), NOW);
        const isAllGood = copies.every(
          ({ newestSnapshotAt, provenAt }) =>
            newestSnapshotAt !== undefined &&
            NOW - newestSnapshotAt <= DAY &&
            provenAt !== undefined &&
            NOW - provenAt <= 30 * DAY,
        );
        expect(state === "safe").toBe(isAllGood);
      }),
    );
  });

  it("takes a snapshot from the future, after a clock that was wrong, for a new one", () => {
    expect(assess(...facts([{ newestSnapshotAt: NOW + DAY, ...proven }]), NOW).state).toBe("safe");
  });
});

describe("overall", () => {
  const of = (...copies: Given[]) => copies.map((copy) => assess(...facts([copy]), NOW));

  it("says the worst plan's sentence, and how many others are like it", () => {
    expect(overall(of({ ...fresh, ...proven }, {})).says).toBe("Photos has never been backed up.");
    expect(overall(of({}, {}, {})).says).toBe("Photos has never been backed up. 2 other plans are in the same state.");
    expect(overall(of({ ...fresh, ...proven }, { ...fresh, ...proven })).says).toBe("Everything is safe.");
  });

  it("says at once of all that they are saved, if that is all there is to say", () => {
    expect(overall(of(fresh, fresh))).toEqual({ state: "attention", says: "Everything is saved; not yet proven." });
    expect(overall(of(fresh, { ...fresh, ...ended("failed") })).says).toContain("Photos is saved;");
  });

  it("is not safe when there is no plan", () => {
    expect(overall([])).toEqual({ state: "unprotected", says: "Nothing is backed up yet." });
  });

  it("is as good as the worst plan", () => {
    const some = of(
      { ...fresh, ...proven },
      fresh,
      { newestSnapshotAt: NOW - 2 * DAY },
      { newestSnapshotAt: NOW - 9 * DAY },
      {},
    );
    for (let count = 1; count <= some.length; count++)
      expect(overall(some.slice(0, count)).state).toBe(HEALTH_STATES[HEALTH_STATES.length - count]);
  });
});
