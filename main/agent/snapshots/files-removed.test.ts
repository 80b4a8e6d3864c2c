import { expect, it } from "vitest";
import type { Snapshot } from "../../../shared/model/index.ts";
import { withFilesRemoved } from "./files-removed.ts";

const removed = (...snapshots: Partial<Record<keyof Snapshot, string | number>>[]) =>
  // No more is looked at.
  withFilesRemoved(snapshots as unknown as Snapshot[]).map(({ filesRemoved }) => filesRemoved);

it("tells how many of its parent's files a snapshot does not have any more", () => {
  expect(removed({ id: "b", parent: "a", files: 7, filesNew: 2 }, { id: "a", files: 10, filesNew: 10 })).toEqual([
    5,
    undefined,
  ]);
});

it("says nothing where the parent is not there or does not tell, and never less than none", () => {
  expect(removed({ id: "b", parent: "x", files: 7, filesNew: 2 })).toEqual([undefined]);
  expect(removed({ id: "b", parent: "a", files: 7, filesNew: 2 }, { id: "a" })).toEqual([undefined, undefined]);
  expect(removed({ id: "b", parent: "a", files: 9, filesNew: 0 }, { id: "a", files: 3 })).toEqual([0, undefined]);
});
