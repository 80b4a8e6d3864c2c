import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KeepRules, PlanId, Snapshot } from "../../../shared/model/index.ts";
import { applyPolicy, type JudgedSnapshot } from "../../engine/index.ts";
import { planTag } from "../snapshots/index.ts";
import { keepPolicy } from "./keep-policy.ts";
import { retentionVerdicts } from "./verdicts.ts";

const PLAN = "5b0f7d3e-1c7a-4a52-9d3e-000000000009" as PlanId;
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 30, 12);

function snapshot(id: string, daysAgo: number, more: Partial<Record<keyof Snapshot, unknown>> = {}): Snapshot {
  const fixed = { hostname: "here", username: "ada", paths: ["/home"], tags: [planTag(PLAN)], utcOffsetMinutes: 0 };
  // Ids are short here; nobody looks at their form.
  return { id, time: NOW - daysAgo * DAY, ...fixed, ...more } as unknown as Snapshot;
}

function kept(snapshots: readonly Snapshot[], rules: KeepRules | undefined, isHeld = false): string[] {
  const verdicts = retentionVerdicts({ planId: PLAN, snapshots, rules, isHeld, now: NOW });
  return verdicts.filter(({ keep }) => keep).map(({ snapshotId }) => snapshotId);
}

const week = ["g", "f", "e", "d", "c", "b", "a"].map((id, at) => snapshot(id, at));

describe("rules", () => {
  it("keep the newest of each day, and say so in restic's words", () => {
    const twice = [...week, snapshot("g0", 0.1)];
    const [newest, second, ...others] = retentionVerdicts({
      ...{ planId: PLAN, snapshots: twice, rules: { daily: 2 }, isHeld: false, now: NOW },
    });
    expect(newest).toMatchObject({ snapshotId: "g", keep: true, reasons: ["daily snapshot", "newest of the plan"] });
    expect(second).toMatchObject({ snapshotId: "g0", keep: false, reasons: [] });
    expect(others.map(({ keep }) => keep)).toEqual([true, false, false, false, false, false]);
  });

  it("keep all when there are none", () => {
    for (const rules of [undefined, {}, { tags: [] }]) expect(kept(week, rules)).toHaveLength(7);
  });

  it("keep the newest even if they fit none", () => {
    expect(kept(week, { tags: ["never"] })).toEqual(["g"]);
  });

  it("keep all while a warning is open, and say why", () => {
    expect(kept(week, { last: 1 }, true)).toHaveLength(7);
    const question = { planId: PLAN, snapshots: week, rules: { last: 1 }, isHeld: true, now: NOW };
    expect(retentionVerdicts(question).at(-1)?.reasons).toEqual(["held by a warning"]);
  });

  it("keep the full snapshot that differential ones that stay were told from", () => {
    const full = [
      ...[
        snapshot("d2", 0, { mode: "differential", parent: "f2" }),
        snapshot("i2", 1, { mode: "incremental", parent: "d1" }),
      ],
      ...[snapshot("f2", 2, { mode: "full" }), snapshot("d1", 3, { mode: "differential", parent: "f1" })],
      snapshot("f1", 4, { mode: "full" }),
    ];
    expect(kept(full, { last: 1 })).toEqual(["d2", "f2"]);
    expect(kept(full.slice(1), { last: 1 })).toEqual(["i2"]);
  });

  it("keep what was saved of a damaged snapshot beside it, for the two are of one moment", () => {
    const twins = [snapshot("old", 1), snapshot("repaired", 1, { tags: [planTag(PLAN), "repaired"] })];
    expect(kept([snapshot("new", 0), ...twins], { last: 2 })).toEqual(["new", "old", "repaired"]);
    expect(kept([snapshot("new", 0), ...twins], { last: 1 })).toEqual(["new"]);
  });

  it("are applied to each computer's snapshots apart", () => {
    const other = week.map(({ id, time, ...more }) => ({ ...more, id: `${id}2`, time: time - 1, hostname: "there" }));
    expect(kept([...week, ...(other as unknown as Snapshot[])], { last: 1 })).toEqual(["g", "g2"]);
  });

  it("take a day as that of the clock where the snapshot was made", () => {
    const late = Date.UTC(2026, 5, 30, 3, 30);
    const at = (id: string, time: number, utcOffsetMinutes: number) => snapshot(id, 0, { time, utcOffsetMinutes });
    // Half past three in London is the evening before in New York.
    const rules = { daily: 1 };
    expect(kept([at("b", late, -240), at("a", late - 3_600_000 * 5, -240)], rules)).toEqual(["b"]);
    expect(kept([at("b", late, 0), at("a", late - 3_600_000 * 5, 0)], { daily: 2 })).toEqual(["b", "a"]);
    expect(
      kept([at("b", late, -240), at("m", late - 1000, -240), at("a", late - 3_600_000 * 5, -240)], { daily: 2 }),
    ).toEqual(["b", "a"]);
  });
});

const tags = fc.subarray([planTag(PLAN), "plan:00000000", "home", "tagged"]);
const anySnapshots = fc
  .array(
    fc.record({
      daysAgo: fc.integer({ min: 0, max: 900 }),
      tags,
      mode: fc.constantFrom("full", "incremental", "differential"),
    }),
    {
      maxLength: 40,
    },
  )
  .map((all) => all.map(({ daysAgo, ...more }, at) => snapshot(`s${at}`, daysAgo + at / 100, more)));
const count = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
const anyRules = fc
  .record({ last: count, daily: count, weekly: count, monthly: count, within: fc.constantFrom(undefined, "30d") })
  .map((rules) => Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined)) as KeepRules);

describe("whatever the rules and the snapshots are", () => {
  const own = (all: readonly Snapshot[]) =>
    all.filter(({ tags: of }) => of.includes(planTag(PLAN)) && !of.includes("plan:00000000"));

  it("nothing is judged but what the plan alone made, and its newest stays", () => {
    fc.assert(
      fc.property(anySnapshots, anyRules, (snapshots, rules) => {
        const verdicts = retentionVerdicts({ planId: PLAN, snapshots, rules, isHeld: false, now: NOW });
        const mine = own(snapshots).sort((a, b) => b.time - a.time);
        expect(verdicts.map(({ snapshotId }) => snapshotId)).toEqual(mine.map(({ id }) => id));
        if (mine.length > 0) expect(verdicts[0]?.keep).toBe(true);
        for (const { keep, reasons } of verdicts) expect(reasons.length > 0).toBe(keep);
      }),
    );
  });

  it("all stays that the engine's policy keeps", () => {
    fc.assert(
      fc.property(anySnapshots, anyRules, (snapshots, rules) => {
        const judged = own(snapshots).map((each) => {
          return { ...each, time: new Date(each.time).toISOString() as JudgedSnapshot["time"] }; // in UTC, as made
        });
        const { keep } = applyPolicy(judged, keepPolicy(rules), { nowMs: NOW });
        const staying = new Set(kept(snapshots, rules));
        for (const { snapshot: each } of keep) expect(staying.has(each.id)).toBe(true);
      }),
    );
  });
});
