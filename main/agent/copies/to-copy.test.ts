import { expect, it } from "vitest";
import type { KeepRules, Plan, Snapshot, TargetId } from "../../../shared/model/index.ts";
import { planTag } from "../snapshots/index.ts";
import { snapshotsToCopy } from "./to-copy.ts";

const NOW = 1_800_000_000_000;
const DAY = 86_400_000;
const [PLAN, OTHER] = ["11111111-0000-4000-8000-000000000000", "22222222-0000-4000-8000-000000000000"] as const;

/** Of a number of days ago; brands are texts, and no more is looked at. */
const made = (id: string, days: number, more: object = {}): Snapshot =>
  ({
    ...{ id, time: NOW - days * DAY, hostname: "here", username: "ada", paths: ["/home"], planId: PLAN },
    ...{ tags: [planTag(PLAN as Plan["id"])], utcOffsetMinutes: 0, ...more },
  }) as unknown as Snapshot;

const ask = (there: Snapshot[], elsewhere: Record<string, Snapshot[]>, keep?: KeepRules, isHeld = false) => {
  const plan = { id: PLAN, ...(keep === undefined ? {} : { keep }) } as unknown as Plan;
  const lists = Object.entries(elsewhere).map(([targetId, snapshots]) => ({
    targetId: targetId as TargetId,
    snapshots,
  }));
  const found = snapshotsToCopy({ plan, there, elsewhere: lists, isHeld, now: NOW });
  return found.map(({ snapshot, from }) => `${snapshot.id} from ${from}`);
};

const three = [made("c", 1), made("b", 2), made("a", 3)];

it("is all that the others have, the oldest first", () => {
  expect(ask([], { blue: three })).toEqual(["a from blue", "b from blue", "c from blue"]);
});

it("is nothing that is there as a copy, or of which the others have the copy", () => {
  expect(ask([made("x", 2, { original: "b" })], { blue: three })).toEqual(["a from blue", "c from blue"]);
  expect(ask([made("o", 2)], { blue: [made("y", 2, { original: "o" })] })).toEqual([]);
  expect(ask([made("y", 2, { original: "o" })], { blue: [made("z", 2, { original: "o" })] })).toEqual([]);
});

it("is taken from the first that has it, and from others what that one lacks", () => {
  const green = [made("n", 0), made("z", 3, { original: "a" })];
  expect(ask([], { blue: three, green })).toEqual(["a from blue", "b from blue", "c from blue", "n from green"]);
});

it("is nothing of another plan, or of no plan", () => {
  const foreign = [
    made("f", 1, { planId: OTHER, tags: [planTag(OTHER as Plan["id"])] }),
    made("g", 1, { planId: undefined }),
  ];
  expect(ask([], { blue: foreign })).toEqual([]);
});

it("is nothing that the plan's rules would remove at once, counted with what is there", () => {
  expect(ask([], { blue: three }, { last: 2 })).toEqual(["b from blue", "c from blue"]);
  expect(ask([made("n", 0)], { blue: three }, { last: 2 })).toEqual(["c from blue"]);
  expect(ask([], { blue: three }, { last: 1 }, true)).toEqual(["a from blue", "b from blue", "c from blue"]);
});
