import { expect, it } from "vitest";
import type { Plan } from "../../../shared/model/index.ts";
import { Snapshot } from "../../../shared/model/index.ts";
import type { StoredSnapshot } from "../../engine/index.ts";
import { describeSnapshot, pathInSnapshot } from "./describe-snapshot.ts";
import { describeEntry } from "./entries.ts";

const PLAN = { id: "5b0f7d3e-1c7a-4a52-9d3e-000000000009" } as Plan; // no more is looked at

// Ids and times are branded texts; these have their form.
const STORED = {
  ...{ id: "ab".repeat(32), time: "2024-05-06T07:08:09.123456789+02:00", tree: "cd".repeat(32), paths: ["/home/ada"] },
} as unknown as StoredSnapshot;

it("tells a snapshot of an old program, which says little of itself", () => {
  const snapshot = describeSnapshot(STORED, [PLAN]);
  expect(Snapshot.parse(snapshot)).toEqual({
    ...{ id: "ab".repeat(32), time: Date.UTC(2024, 4, 6, 5, 8, 9, 123), hostname: "", username: "" },
    ...{ utcOffsetMinutes: 120, paths: ["/home/ada"], tags: [] },
  });
});

it("knows the plan by its tag, if it is a plan of ours", () => {
  const tagged = (tag: string) => describeSnapshot({ ...STORED, tags: ["home", tag] }, [PLAN]).planId;
  expect(tagged("plan:5b0f7d3e")).toBe(PLAN.id);
  expect(tagged("plan:00000000")).toBeUndefined();
});

it.each([
  ["/home/ada", "/home/ada"],
  ["C:\\Users\\Ada", "/C/Users/Ada"],
  ["C:/Users/Ada", "/C/Users/Ada"],
  ["D:\\", "/D"],
  ["/odd\\name", "/odd\\name"],
])("finds %s at %s in a snapshot", (path, place) => {
  expect(pathInSnapshot(path)).toBe(place);
});

it("tells entries in the contract's words", () => {
  const entry = { name: "a", size: 7, modifiedMs: 1234.9, mode: 0o4755 } as unknown as Parameters<
    typeof describeEntry
  >[0];
  expect(describeEntry({ ...entry, type: "file" })).toEqual({
    ...{ name: "a", type: "file", bytes: 7, modified: 1234, permissions: "4755" },
  });
  expect(describeEntry({ ...entry, type: "dir", mode: 0o75, modifiedMs: -5 })).toEqual({
    ...{ name: "a", type: "folder", permissions: "0075" },
  });
  expect((["symlink", "fifo", "chardev"] as const).map((type) => describeEntry({ ...entry, type }).type)).toEqual([
    ...["symlink", "other", "other"],
  ]);
});
