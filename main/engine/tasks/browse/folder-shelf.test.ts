import { expect, it } from "vitest";
import type { BlobId, TreeNode } from "../../format/index.ts";
import { FolderShelf } from "./folder-shelf.ts";
import { ListedFolder } from "./listed-folder.ts";

const [a, b, c] = ["a", "b", "c"].map((digit) => digit.repeat(64)) as [BlobId, BlobId, BlobId];

it("keeps the folders used last, as many as have room", () => {
  const shelf = new FolderShelf(8);
  shelf.put(a, folderOf(3));
  shelf.put(b, folderOf(3));
  shelf.get(a);
  shelf.put(c, folderOf(3));
  expect([a, b, c].map((id) => shelf.get(id)?.length)).toEqual([3, undefined, 3]);
});

it("keeps the last one though it has no room, until the next", () => {
  const shelf = new FolderShelf(8);
  shelf.put(a, folderOf(2));
  shelf.put(b, folderOf(100));
  expect([a, b].map((id) => shelf.get(id)?.length)).toEqual([undefined, 100]);
  shelf.put(c, folderOf(1));
  expect([b, c].map((id) => shelf.get(id)?.length)).toEqual([undefined, 1]);
});

function folderOf(length: number): ListedFolder {
  const time = "2024-01-01T00:00:00Z";
  const node = { name: "x", type: "file", mode: 0, mtime: time, atime: time, ctime: time, uid: 0, gid: 0, content: [] };
  return new ListedFolder(Array.from({ length }, () => node as unknown as TreeNode)); // the brands apart, it is one
}
