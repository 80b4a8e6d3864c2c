import { expect, it } from "vitest";
import { sha256Hex } from "../../crypto/index.ts";
import { type BlobId, encodeTree, type TimeText, type TreeNode } from "../../format/index.ts";
import { fromText } from "../../names/index.ts";
import type { BlobReader } from "../../repository/index.ts";
import { TreeReader } from "../trees/index.ts";
import { nameSearch } from "./name-search.ts";
import { Searcher } from "./search.ts";

const trees = new Map<BlobId, Buffer>();
const read: BlobId[] = [];
// The search reads trees and nothing else.
const reader = {
  read: async (_type: string, id: BlobId) => {
    read.push(id);
    return trees.get(id);
  },
} as unknown as BlobReader;

function folder(entries: Readonly<Record<string, BlobId | undefined>>): BlobId {
  const time = "2024-01-01T00:00:00Z" as TimeText; // of the form that it is
  const common = { mode: 0o644, mtime: time, atime: time, ctime: time, uid: 0, gid: 0 };
  const nodes = Object.entries(entries).map(([name, subtree]): TreeNode => {
    if (subtree === undefined) return { name: fromText(name), type: "file", content: [], ...common };
    return { name: fromText(name), type: "dir", content: null, subtree, ...common };
  });
  const bytes = encodeTree(nodes);
  const id = sha256Hex(bytes) as BlobId; // what a blob's id is
  trees.set(id, bytes);
  return id;
}

async function find(pattern: string, ...roots: readonly BlobId[]): Promise<string[]> {
  read.length = 0;
  const searcher = new Searcher(new TreeReader(reader, 0), nameSearch({ by: "name", patterns: [pattern] }));
  const found: string[] = [];
  for (const root of roots) for await (const { path } of searcher.hits(root, AbortSignal.any([]))) found.push(path);
  return found;
}

it("looks only once into a folder in which nothing is found, and each time where something is", async () => {
  const dull = folder({ a: undefined, b: undefined });
  const rich = folder({ wanted: undefined });
  const first = folder({ dull, rich });
  const second = folder({ dull, rich, z: undefined });

  expect(await find("wanted", first, second)).toEqual(["/rich/wanted", "/rich/wanted"]);
  expect(read).toEqual([first, dull, rich, second, rich]);
});

it("finds what a folder holds under another path that matches, though it held nothing under the first", async () => {
  const shared = folder({ x: undefined });
  expect(await find("b/x", folder({ a: shared, b: shared }))).toEqual(["/b/x"]);
  expect(await find("b", folder({ a: shared, b: shared }))).toEqual(["/b", "/b/x"]);
});

it("does not enter a folder in which a pattern from the root cannot match", async () => {
  const other = folder({ x: undefined });
  const root = folder({ home: folder({ x: undefined, y: undefined }), other });
  expect(await find("/home/x", root)).toEqual(["/home/x"]);
  expect(read).not.toContain(other);
});
