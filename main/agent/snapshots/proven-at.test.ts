import { describe, expect, it } from "vitest";
import type { Snapshot, SnapshotId, TestAmount } from "../../../shared/model/index.ts";
import type { SnapshotTest } from "../catalog/index.ts";
import { withProofs } from "./proven-at.ts";

const [NEW, OLD] = ["a".repeat(64), "b".repeat(64)] as SnapshotId[] as [SnapshotId, SnapshotId];
const SNAPSHOTS = [NEW, OLD].map(
  (id): Snapshot => ({ id, time: 1, hostname: "h", username: "u", paths: [], tags: [] }),
);

function test(at: number, facts: Partial<SnapshotTest> = {}): SnapshotTest {
  return {
    ...{ snapshotId: NEW, at, amount: "sample" as TestAmount },
    ...{ failures: 0, files: 20, packsRead: 0, snapshotFiles: 300, ...facts },
  };
}
const provenAt = (...tests: SnapshotTest[]) => withProofs(SNAPSHOTS, tests).map((snapshot) => snapshot.provenAt);

describe("when a snapshot was proven", () => {
  it("is when a test-restore of it last passed", () => {
    expect(provenAt(test(5), test(9))).toEqual([9, undefined]);
    expect(provenAt(test(5), test(9, { snapshotId: OLD }))).toEqual([5, 9]);
  });

  it("is unknown after a failure, until as much was tested again", () => {
    const failed = test(6, { failures: 1, amount: "large" });
    expect(provenAt(test(5), failed)).toEqual([undefined, undefined]);
    expect(provenAt(test(5), failed, test(7))).toEqual([undefined, undefined]);
    expect(provenAt(test(5), failed, test(7), test(8, { amount: "all" }), test(9))).toEqual([9, undefined]);
  });

  it("is not told by a test that brought nothing back, but of an empty snapshot", () => {
    expect(provenAt(test(5, { files: 0 }))).toEqual([undefined, undefined]);
    expect(provenAt(test(5, { files: 0, snapshotFiles: 0 }))).toEqual([5, undefined]);
    expect(provenAt(test(5, { files: 0, packsRead: 3 }))).toEqual([5, undefined]);
  });
});
