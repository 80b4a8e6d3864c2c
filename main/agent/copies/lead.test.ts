import { expect, it } from "vitest";
import type { Presence, Target, TargetKind } from "../../../shared/model/index.ts";
import { type Candidate, leadOf } from "./lead.ts";

const candidate = (name: string, kind: TargetKind, presence: Presence, more: Partial<Candidate> = {}): Candidate => ({
  // No more is looked at.
  target: { name, kind } as Target,
  ...{ presence, isTroubled: false, isCurrent: true, ...more },
});

it.each<[title: string, candidates: readonly Candidate[], lead: string | undefined]>([
  ["there is none", [], undefined],
  [
    "all are alike: the first of the plan",
    [candidate("a", "folder", "present"), candidate("b", "drive", "present")],
    "a",
  ],
  ["one is away", [candidate("a", "folder", "away"), candidate("b", "s3", "present")], "b"],
  ["one is not known to be there", [candidate("a", "folder", "unknown"), candidate("b", "s3", "present")], "b"],
  ["all are away", [candidate("a", "s3", "away"), candidate("b", "drive", "away")], "b"],
  ["one is nearer", [candidate("a", "s3", "present"), candidate("b", "share", "present")], "b"],
  [
    "the nearest is behind, as a drive that was just connected",
    [candidate("a", "drive", "present", { isCurrent: false }), candidate("b", "s3", "present")],
    "b",
  ],
  [
    "the nearest has just failed, as a full one does",
    [candidate("a", "drive", "present", { isTroubled: true }), candidate("b", "s3", "present", { isCurrent: false })],
    "b",
  ],
  [
    "the one that failed is the only one there",
    [candidate("a", "drive", "present", { isTroubled: true }), candidate("b", "s3", "away")],
    "a",
  ],
])("when %s", (_, candidates, lead) => {
  expect(leadOf(candidates)?.target.name).toBe(lead);
});
