import { describe, expect, it } from "vitest";
import { PlanId, type PlanState, type Snapshot } from "../../../shared/model/index.ts";
import { changeWords, makerOf, plansIn, previousOf, typeWord } from "./snapshot-words.ts";

const planId = PlanId.parse("00000001-0000-4000-8000-000000000001");
/** Ids do not matter here. */
const made = (day: number, hour: number, facts: Partial<Snapshot> = {}) =>
  ({ time: new Date(2026, 10, day, hour).getTime(), hostname: "ada-laptop", ...facts }) as Snapshot;
/** The rest of a plan does not matter here. */
const PLANS = [{ plan: { id: planId, name: "Documents" } }] as unknown as PlanState[];

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

  it("can be filtered by the plans that there are snapshots of", () => {
    expect(plansIn([made(1, 1, { planId })], PLANS)).toEqual([{ id: planId, name: "Documents" }]);
    expect(plansIn([made(1, 1)], PLANS)).toEqual([]);
  });
});

it("the snapshot before another is of the same plan, or of the same computer and folders", () => {
  const all = [
    made(5, 1, { planId }),
    made(4, 1),
    made(3, 1, { planId }),
    made(2, 1),
    made(1, 1, { hostname: "other" }),
  ].map((snapshot, index) => ({ ...snapshot, id: `${index}` as Snapshot["id"], paths: ["/a"] }));
  const before = (index: number) => previousOf(all[index] as Snapshot, all)?.id;
  expect([before(0), before(1), before(2), before(4)]).toEqual(["2", "3", undefined, undefined]);
});
