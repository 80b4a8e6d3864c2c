import { expect, it } from "vitest";
import { planProtection } from "./plan.ts";

function plan(listing: Readonly<Record<string, readonly number[]>>, usedBlobs: readonly number[]) {
  const files = Object.keys(listing);
  return planProtection({ files, packsIn: (file) => listing[file] ?? [] }, Uint32Array.from(usedBlobs));
}

it("protects packs that are needed, and the index files that list only such", () => {
  const { packs, indexes, relist } = plan({ a: [0, 1], b: [2] }, [5, 1, 0]);
  expect({ packs, indexes, relist }).toEqual({ packs: [0, 1], indexes: ["a"], relist: [] });
});

it("lists what is needed anew where the only index file of it lists what nobody needs, too", () => {
  expect(plan({ a: [0, 1], b: [2, 3] }, [1, 1, 0, 7])).toEqual({ packs: [0, 1, 3], indexes: ["a"], relist: [[3]] });
});

it("lists nothing anew that another index file lists", () => {
  expect(plan({ a: [0, 1], b: [0] }, [1, 0]).relist).toEqual([]);
});

it("lets an empty index file expire", () => {
  expect(plan({ a: [], b: [0] }, [1]).indexes).toEqual(["b"]);
});
