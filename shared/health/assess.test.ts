import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_CHOICES,
  type MassChange,
  NOT_WATCHED,
  type Plan,
  type PlanOnTarget,
  type PlanState,
  type RunId,
  type TargetState,
  type When,
} from "../model/index.ts";
import { assess, HEALTH_STATES, overall } from "./index.ts";

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RUN = "5b0f7d3e-1c7a-4a52-9d3e-000000000009";
const IDS = ["5b0f7d3e-1c7a-4a52-9d3e-000000000001", "5b0f7d3e-1c7a-4a52-9d3e-000000000002"];

type Given = Partial<PlanOnTarget> & { readonly target?: Partial<TargetState> | null };

/** A plan called Photos with a target for each of `copies`: Blue, then Green. `target: null` is one that was removed. */
function facts(
  copies: readonly Given[],
  plan: Partial<Plan> = {},
  watch = NOT_WATCHED,
): readonly [PlanState, TargetState[]] {
  const targetIds = copies.map((_, at) => IDS[at]);
  const chosen = {
    id: RUN,
    createdAt: 0,
    name: "Photos",
    ...DEFAULT_CHOICES,
    folders: ["/photos"],
    targetIds,
    ...plan,
  };
  const on = copies.map(({ target: _target, ...rest }, at) => ({ targetId: IDS[at], snapshots: 1, ...rest }));
  const targets = copies.flatMap(({ target }, at) => {
    const named = { id: IDS[at], name: ["Blue", "Green"][at], location: "/blue", kind: "folder", repositoryId: "" };
    return target === null ? [] : [{ target: named, presence: "present", passphrase: "kept", ...target }];
  });
  // Only what the assessment looks at.
  return [{ plan: chosen, targets: on, watch } as unknown as PlanState, targets as unknown as TargetState[]];
}

const fresh = { newestSnapshotAt: NOW - HOUR };
const proven = { provenAt: NOW - HOUR };
const ended = (outcome: string, problems = 0) => ({
  lastRun: { runId: RUN, outcome, endedAt: NOW - HOUR, problems } as unknown as NonNullable<PlanOnTarget["lastRun"]>,
});
const away = { target: { presence: "away", lastSeenAt: NOW - 3 * DAY } } as const;

// Brands are texts, and no more is looked at.
const change = (kind: MassChange["kind"]) =>
  ({
    ...{
      kind,
      filesBefore: 5000,
      filesChanged: kind === "removed" ? 7 : 4000,
      filesRemoved: kind === "removed" ? 3100 : 120,
    },
    ...{ filesNew: kind === "removed" ? 100 : 500, lastGoodAt: NOW - DAY },
  }) as unknown as MassChange;
const LAST_GOOD = new Date(NOW - DAY)
  .toLocaleString("en-GB", { weekday: "long", hour: "2-digit", minute: "2-digit" })
  .replace(" at ", " ")
  .replace(",", "");
const daily = { id: RUN as Plan["schedules"][number]["id"], when: { type: "daily", at: "12:00" } } as const;
const scheduled = (...whens: When[]): Partial<Plan> => ({
  schedules: whens.map((when) => ({ ...daily, when, action: { type: "backup", mode: "incremental" } })),
});

describe("assess", () => {
  it.each<[title: string, copies: readonly Given[], says: string]>([
    ["no snapshot", [{}], "Photos has never been backed up."],
    ["a target that was removed", [{ target: null }], "Photos has no place to be backed up to."],
    ["fresh and proven", [{ ...fresh, ...proven }], "Photos is safe. Proven 1 hour ago."],
    ["fresh, never proven", [fresh], "Photos is saved; not yet proven."],
    ["proven too long ago", [{ ...fresh, provenAt: NOW - 31 * DAY }], "Photos is saved; last proven 4 weeks ago."],
    [
      "a test-restore that failed",
      [{ ...fresh, ...proven, testFailure: { runId: RUN as RunId, at: NOW - HOUR, failures: 2, says: "" } }],
      "Photos is at risk: the last test-restore from Blue failed 1 hour ago.",
    ],
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
    [
      "one copy is late because what the other has is not there yet",
      [
        { ...fresh, ...proven },
        { newestSnapshotAt: NOW - 2 * DAY - HOUR, missing: 3 },
      ],
      "Photos is late: the newest backup is not on Green yet.",
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
    [
      "an unusual change",
      [{ ...fresh, ...proven, massChange: change("rewritten") }],
      `Photos is at risk: an unusual change: 4,120 of 5,000 files were rewritten; the last good backup is of ${LAST_GOOD}.`,
    ],
    [
      "files that are gone",
      [{ ...fresh, ...proven, massChange: change("removed") }],
      `Photos is at risk: an unusual change: 3,000 of 5,000 files were removed; the last good backup is of ${LAST_GOOD}.`,
    ],
    [
      "a target without room",
      [{ ...fresh, ...proven, target: { spaceForecast: { state: "stopped" } } }],
      "Photos is at risk: Blue is full, so no backup begins until there is room.",
    ],
    [
      "a target with little room",
      [{ ...fresh, ...proven, target: { spaceForecast: { state: "low" } } }],
      "Photos is saved; Blue is nearly full.",
    ],
    [
      "a target that is full in a month",
      [{ ...fresh, ...proven, target: { spaceForecast: { state: "soon" } } }],
      "Photos is safe. Proven 1 hour ago.",
    ],
    [
      "a run that found nothing new",
      [{ newestSnapshotAt: NOW - 9 * DAY, currentAt: NOW - HOUR, ...proven }],
      "Photos is safe. Proven 1 hour ago.",
    ],
    ["a drive that is away for a while", [{ ...fresh, ...proven, ...away }], "Photos is safe. Proven 1 hour ago."],
  ])("%s", (_title, copies, says) => {
    expect(assess(...facts(copies), NOW).says).toBe(says);
  });

  it("says that nothing is removed while a warning is open, if anything would be", () => {
    const copies = [{ ...fresh, ...proven, massChange: change("removed") }];
    const codes = (plan: Partial<Plan>) => assess(...facts(copies, plan), NOW).reasons.map(({ code }) => code);
    expect(codes({})).toEqual(["mass-change"]);
    expect(codes({ keep: { daily: 7 } })).toEqual(["mass-change", "retention-held"]);
  });

  it("says with the very setting that not all is watched", () => {
    const limit = { setting: "fs.inotify.max_user_watches", current: 8, suggested: 16, command: "" };
    const state = facts([{ ...fresh, ...proven }], {}, { ...NOT_WATCHED, limit });
    expect(assess(...state, NOW).says).toBe(
      "Photos is saved; not all folders are watched: fs.inotify.max_user_watches is used up.",
    );
  });

  it.each<[plan: Partial<Plan>, days: number]>([
    [{}, 1],
    [{ goalHours: 48, ...scheduled({ type: "yearly", month: 1, day: 1, at: "12:00" }) }, 2],
    [scheduled({ type: "changes", settleSeconds: 9, atMostEveryMinutes: 9 }), 1],
    [scheduled({ type: "interval", minutes: 60 }), 1],
    [scheduled({ type: "interval", minutes: 2880 }), 4],
    [scheduled({ type: "daily", at: "12:00" }), 1],
    [scheduled({ type: "weekly", days: [1], at: "12:00" }), 8],
    [scheduled({ type: "monthly", day: 1, at: "12:00" }), 32],
    [scheduled({ type: "yearly", month: 1, day: 1, at: "12:00" }), 370],
    [scheduled({ type: "cron", expression: "*/5 * * * *" }), 1],
    [scheduled({ type: "cron", expression: "0 12 * * 1" }), 8],
    [scheduled({ type: "cron", expression: "0 12 1 * *" }), 32],
    [scheduled({ type: "cron", expression: "0 12 1 6 *" }), 370],
    [scheduled({ type: "monthly", day: 1, at: "12:00" }, { type: "daily", at: "12:00" }), 1],
    [{ schedules: [{ ...daily, action: { type: "tidy" } }] }, 1],
  ])("takes %j as a promise of %d days", (plan, days) => {
    const stateAt = (newestSnapshotAt: number) => assess(...facts([{ newestSnapshotAt, ...proven }], plan), NOW).state;
    expect(stateAt(NOW - days * DAY)).toBe("safe");
    expect(stateAt(NOW - days * DAY - 1)).toBe("late");
    expect(stateAt(NOW - 3 * days * DAY - 1)).toBe("at-risk");
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
