import { describe, expect, it } from "vitest";
import { DEFAULT_GROUPING, groupName, groupSnapshots } from "./group-snapshots.ts";

const SNAPSHOTS = [
  { id: 1, hostname: "blue", paths: ["/b", "/a"], tags: ["y", "x"] },
  { id: 2, hostname: "red", paths: ["/a"] },
  { id: 3, hostname: "blue", paths: ["/a", "/b"], tags: ["x", "y"] },
  { id: 4, paths: ["/a"] },
];

function idsBy(grouping: Parameters<typeof groupSnapshots>[1]): number[][] {
  return groupSnapshots(SNAPSHOTS, grouping).map(({ snapshots }) => snapshots.map(({ id }) => id));
}

describe("groups of snapshots", () => {
  it("have host and paths in common, in whatever order the paths were given", () => {
    expect(idsBy(DEFAULT_GROUPING)).toEqual([[1, 3], [2], [4]]);
  });

  it("are one without anything to group by", () => {
    expect(idsBy({})).toEqual([[1, 2, 3, 4]]);
  });

  it.each([
    [
      { tags: true },
      [
        [1, 3],
        [2, 4],
      ],
    ],
    [
      { paths: true },
      [
        [1, 3],
        [2, 4],
      ],
    ],
    [{ host: true }, [[1, 3], [2], [4]]],
  ])("have in common what is asked for: %j", (by, expected) => {
    expect(idsBy(by)).toEqual(expected);
  });

  it("are told apart by whole paths and tags, not by the text they make together", () => {
    const snapshots = [{ paths: ["/a,/b"] }, { paths: ["/a", "/b"] }];
    expect(groupSnapshots(snapshots, { paths: true })).toHaveLength(2);
  });

  it("say in their key and in words what they have in common", () => {
    const [group] = groupSnapshots(SNAPSHOTS, { host: true, paths: true, tags: true });
    expect(group?.key).toEqual({ hostname: "blue", paths: ["/a", "/b"], tags: ["x", "y"] });
    expect(group && groupName(group.key)).toBe("host blue, paths /a, /b, tags x, y");
    const [all] = groupSnapshots(SNAPSHOTS, {});
    expect(all?.key).toEqual({ hostname: "", paths: null, tags: null });
    expect(all && groupName(all.key)).toBe("the repository");
  });
});
