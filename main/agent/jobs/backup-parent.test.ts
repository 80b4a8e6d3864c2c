import { expect, it } from "vitest";
import type { BackupMode, PlanId, Snapshot } from "../../../shared/model/index.ts";
import { chooseParent } from "./backup-parent.ts";

const [PLAN, OTHER] = ["mine", "other"] as unknown as readonly [PlanId, PlanId]; // only compared

/** @param listed ids, the newest first, those of the plan with a `*`, those that have a parent in brackets */
function choose(asked: BackupMode, listed: readonly string[], present: readonly string[]) {
  const snapshots = listed.map((text) => ({
    id: text.replace(/[*()]/g, ""),
    planId: text.includes("*") ? PLAN : OTHER,
    ...(text.startsWith("(") ? { parent: "x" } : {}),
  }));
  // No more is looked at.
  const { parent, newest, ...more } = chooseParent(snapshots as unknown as Snapshot[], new Set(present), PLAN, asked);
  return { parent: parent?.id, newest: newest?.id, ...more };
}

it.each<[string, BackupMode, string[], string[], string | undefined, string | undefined, BackupMode, boolean]>([
  ["the plan's newest", "incremental", ["c", "(b*)", "a*"], ["a", "b", "c"], "b", "b", "incremental", true],
  ["not one that is gone", "incremental", ["(b*)", "a*"], ["a"], "a", "a", "incremental", false],
  ["none without any of the plan", "incremental", ["a"], ["a"], undefined, undefined, "incremental", true],
  ["what the catalog does not know is no parent", "incremental", ["a*"], ["a", "x"], "a", "a", "incremental", false],
  ["none in a new repository", "incremental", [], [], undefined, undefined, "incremental", true],
  [
    "for a differential one the newest full one",
    "differential",
    ["(c*)", "b*", "a*"],
    ["a", "b", "c"],
    "b",
    "c",
    "differential",
    true,
  ],
  ["a differential one becomes full where no full one is", "differential", ["(c*)"], ["c"], "c", "c", "full", true],
  ["a full one looks at the newest", "full", ["(c*)", "b*"], ["b", "c"], "c", "c", "full", true],
])("compares with %s", (_, asked, listed, present, parent, newest, mode, isCatalogRight) => {
  expect(choose(asked, listed, present)).toEqual({ parent, newest, mode, isCatalogRight });
});
