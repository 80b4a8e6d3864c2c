import { describe, expect, it } from "vitest";
import { changedTags } from "./changed-tags.ts";

describe("changed tags", () => {
  it.each([
    [{ set: ["c", "c", "d"] }, ["c", "d"]],
    [{ set: [] }, []],
    [{ add: ["b", "c", "c"] }, ["a", "b", "c"]],
    [{ remove: ["a", "z"] }, ["b"]],
    [{ add: ["c", "d"], remove: ["c", "a"] }, ["b", "d"]],
  ])("%j make of a and b %j", (change, expected) => {
    expect(changedTags(["a", "b"], change)).toEqual(expected);
  });

  it.each([{ set: ["a", "b"] }, { add: ["a"] }, { remove: ["z"] }, { add: ["c"], remove: ["c"] }, {}])(
    "are none when nothing changes: %j",
    (change) => {
      expect(changedTags(["a", "b"], change)).toBeUndefined();
    },
  );
});
