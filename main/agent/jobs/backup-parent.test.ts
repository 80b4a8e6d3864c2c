import { expect, it } from "vitest";
import type { PlanId, Snapshot } from "../../../shared/model/index.ts";
import { compareSnapshots } from "./backup-parent.ts";

const [PLAN, OTHER] = ["mine", "other"] as unknown as readonly [PlanId, PlanId]; // only compared

/** @param listed ids, the newest first, those of the plan with a `*` */
function compare(listed: readonly string[], present: readonly string[]) {
  const snapshots = listed.map((id) => ({ id: id.replace("*", ""), planId: id.endsWith("*") ? PLAN : OTHER }));
  // No more is looked at.
  return compareSnapshots(snapshots as unknown as Snapshot[], new Set(present), PLAN);
}

it.each([
  ["the plan's newest is the parent", ["c", "b*", "a*"], ["a", "b", "c"], { parent: "b", isCatalogRight: true }],
  ["one that is gone is none", ["b*", "a*"], ["a"], { parent: "a", isCatalogRight: false }],
  ["without any of the plan the engine chooses", ["a"], ["a"], { isCatalogRight: true }],
  ["one that another program made is not known", ["a*"], ["a", "x"], { parent: "a", isCatalogRight: false }],
  ["a new repository has none", [], [], { isCatalogRight: true }],
])("%s", (_, listed, present, expected) => {
  expect(compare(listed, present)).toEqual(expected);
});
