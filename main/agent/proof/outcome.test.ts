import { expect, it } from "vitest";
import type { Moment, RunId, SnapshotId } from "../../../shared/model/index.ts";
import { fromText, type ProveFailure, type ProveResult } from "../../engine/index.ts";
import type { PlanProofRecord } from "../catalog/index.ts";
import { afterTest, type EndedTest, ledgerAfter } from "./outcome.ts";

const NOTHING: PlanProofRecord = {};
const RUN = "5b3f8a52-0000-4000-8000-000000000001" as RunId;
const SNAPSHOT = { id: "ab".repeat(32) as SnapshotId, time: 1000 };

function result(more: Partial<ProveResult> = {}): ProveResult {
  return {
    ...{ snapshot: SNAPSHOT.id, time: "", files: 20, bytes: 1, snapshotFiles: 100, snapshotBytes: 100 },
    ...{ comparedWithSource: 0, tooLarge: 0, packsRead: 0, bytesRead: 1, packs: [], failureCount: 0, failures: [] },
    ...{ restoreSeconds: 1, seconds: 1, ...more },
  };
}

function test(amount: EndedTest["amount"], at: Moment, more: Partial<ProveResult> = {}): EndedTest {
  return { runId: RUN, at, amount, snapshot: SNAPSHOT, isNewest: true, result: result(more) };
}

const LOST: ProveFailure = { path: fromText("/home/a"), cause: "damaged", message: "It is damaged." };
const failed = { failureCount: 1, failures: [LOST] };

it("is proven by a test that passed, as of the snapshot that was tested", () => {
  expect(afterTest(NOTHING, test("sample", 5000))).toEqual({
    ...{ provenAt: 5000, snapshotId: SNAPSHOT.id, snapshotAt: 1000 },
  });
});

it("keeps a failure until as much has been tested again, with the files that failed", () => {
  const bad = afterTest(NOTHING, test("large", 1, failed));
  expect(bad).toMatchObject({ failure: { at: 1, failures: 1, says: "It is damaged." }, failedPaths: ["/home/a"] });
  const sampled = afterTest(bad, test("sample", 2));
  expect(sampled).toMatchObject({ failure: { at: 1 }, failedPaths: ["/home/a"] });
  const again = afterTest(sampled, test("sample", 3, failed));
  expect(again).toMatchObject({ failure: { at: 3 }, failedAmount: "large" });
  const passed = afterTest(again, test("large", 4));
  expect(passed).not.toHaveProperty("failure");
  expect(passed).not.toHaveProperty("failedPaths");
  expect(passed.provenAt).toBe(4);
});

it("says nothing where nothing came back, though there was something", () => {
  expect(afterTest(NOTHING, test("large", 5, { files: 0 }))).toEqual(NOTHING);
  expect(afterTest(NOTHING, test("sample", 5, { files: 0, snapshotFiles: 0 })).provenAt).toBe(5);
});

it("forgets packs that are gone, keeps when others were proven, and has none in doubt for proven", () => {
  const before = new Map([
    ["gone", 1],
    ["old", 1],
    ["bad", 1],
    ["doubted", 1],
  ]);
  const packs = ["old", "new", "bad", "doubted", "never"].map((id) => ({
    ...{ id, bytes: 10, isProven: id === "new", isInDoubt: id === "doubted" },
  }));
  const bad: ProveFailure = { pack: "bad", cause: "damaged", message: "" };
  expect(ledgerAfter(before, { packs, failures: [bad] }, 9)).toEqual([
    { id: "old", bytes: 10, provenAt: 1 },
    { id: "new", bytes: 10, provenAt: 9 },
    { id: "bad", bytes: 10 },
    { id: "doubted", bytes: 10 },
    { id: "never", bytes: 10, provenAt: undefined },
  ]);
});

it("keeps packs that failed, to be read again; where more failed than is kept only a test of all clears it", () => {
  const pack: ProveFailure = { pack: "bad", cause: "missing", message: "" };
  const packs = ["bad", "doubted"].map((id) => ({ id, bytes: 10, isProven: false, isInDoubt: id === "doubted" }));
  const bad = afterTest(NOTHING, test("sample", 1, { packs, failures: [pack], failureCount: 1 }));
  expect(bad).toMatchObject({ failedPacks: ["bad", "doubted"], failedPaths: [], failedAmount: "sample" });
  expect(afterTest(bad, test("sample", 2))).toEqual(afterTest(NOTHING, test("sample", 2)));
  const many = afterTest(NOTHING, test("sample", 1, { failures: [LOST], failureCount: 2000 }));
  expect(afterTest(many, test("large", 2))).toHaveProperty("failure");
  expect(afterTest(many, test("all", 3))).not.toHaveProperty("failure");
});

it("is neither proven nor cleared by an older snapshot that came back, but failed by one that did not", () => {
  const bad = afterTest(NOTHING, test("sample", 1, failed));
  expect(afterTest(bad, { ...test("all", 2), isNewest: false })).toEqual(bad);
  expect(afterTest(NOTHING, { ...test("all", 2), isNewest: false })).toEqual(NOTHING);
  expect(afterTest(NOTHING, { ...test("all", 2, failed), isNewest: false })).toHaveProperty("failure");
});
