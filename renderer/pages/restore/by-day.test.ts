import { describe, expect, it } from "vitest";
import { PlanId, type PlanState, type Snapshot } from "../../../shared/model/index.ts";
import { byDay, changeWords, makerOf, monthsOf, plansIn, typeWord, weightOf } from "./by-day.ts";

const NOW = new Date(2026, 10, 22, 12).getTime();
const planId = PlanId.parse("00000001-0000-4000-8000-000000000001");
/** Ids do not matter here. */
const made = (day: number, hour: number, facts: Partial<Snapshot> = {}) =>
  ({ time: new Date(2026, 10, day, hour).getTime(), hostname: "ada-laptop", ...facts }) as Snapshot;
/** The rest of a plan does not matter here. */
const PLANS = [{ plan: { id: planId, name: "Documents" } }] as unknown as PlanState[];

describe("snapshots by day", () => {
  it("are grouped with the newest day first, by its name", () => {
    const days = byDay([made(22, 11), made(22, 8), made(21, 23), made(3, 1)], NOW);
    expect(days.map(({ snapshots }) => snapshots.length)).toEqual([2, 1, 1]);
    expect(days.slice(0, 2).map(({ heading }) => heading)).toEqual(["Today", "Yesterday"]);
  });

  it("lead to months, each once", () => {
    const months = monthsOf([made(22, 11), made(1, 0), made(-40, 0)]);
    expect(months).toHaveLength(2);
    expect(months[0]?.before).toBe(new Date(2026, 11, 1).getTime());
  });
});

describe("a snapshot in the timeline", () => {
  it("is called after its plan, or the computer that it came from", () => {
    expect([makerOf(made(1, 1, { planId }), PLANS), makerOf(made(1, 1), PLANS)]).toEqual([
      ...["Documents", "From ada-laptop"],
    ]);
  });

  it("says how much there is and what changed", () => {
    const facts = { files: 1234, bytes: 5_000_000, filesNew: 12, filesChanged: 0 };
    const parent = "0".repeat(64) as Snapshot["id"]; // an id's shape is all that matters
    expect(changeWords(made(1, 1, { ...facts, parent }))).toBe("1,234 files, 5.0 MB; 12 new, 0 changed");
    expect(changeWords(made(1, 1, facts))).toBe("1,234 files, 5.0 MB");
    expect(changeWords(made(1, 1, { ...facts, filesNew: 0, parent }))).toContain("nothing changed");
    expect(changeWords(made(1, 1))).toBe("");
    expect(changeWords(made(1, 1, { ...facts, filesRemoved: 7, bytesStored: 2_000_000, parent }))).toBe(
      "1,234 files, 5.0 MB; 12 new, 0 changed, 7 removed; 2.0 MB to store",
    );
  });

  it("says how its run compared, unless another program made it", () => {
    expect([typeWord(made(1, 1, { mode: "full" })), typeWord(made(1, 1))]).toEqual(["Full", undefined]);
  });

  it("weighs the more the more changed, and most when it is the first", () => {
    const parent = "0".repeat(64) as Snapshot["id"]; // as above
    const weight = (filesNew: number) => weightOf(made(1, 1, { parent, files: 1000, filesNew }));
    expect([weight(0), weight(50), weight(500), weightOf(made(1, 1))]).toEqual([0, 1, 2, 2]);
  });

  it("can be filtered by the plans that there are snapshots of", () => {
    expect(plansIn([made(1, 1, { planId })], PLANS)).toEqual([{ id: planId, name: "Documents" }]);
    expect(plansIn([made(1, 1)], PLANS)).toEqual([]);
  });
});
