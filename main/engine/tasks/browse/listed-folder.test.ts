import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BlobId, formatTime, goMode, type NodeType, type TreeNode } from "../../format/index.ts";
import { type ByteString, fromBuffer, fromText, toText } from "../../names/index.ts";
import { ListedFolder } from "./listed-folder.ts";
import type { FolderQuery } from "./model.ts";

const ALL = { offset: 0, limit: Number.MAX_SAFE_INTEGER };
const SUBTREE = "ab".repeat(32) as BlobId;

function node(name: string, type: NodeType = "file", more: Partial<TreeNode> = {}): TreeNode {
  const time = formatTime(1_700_000_000_123_456_789n);
  const given = { name: fromText(name), ...(type === "dir" ? { subtree: SUBTREE } : {}), ...more };
  return { type, mode: 0o644, mtime: time, atime: time, ctime: time, uid: 0, gid: 0, content: null, ...given };
}

function names(nodes: readonly TreeNode[], query: Partial<FolderQuery> = {}): string[] {
  return new ListedFolder(nodes).page({ ...ALL, ...query }).entries.map(({ name }) => toText(name));
}

describe("the order of entries", () => {
  it("is what people expect of names: without regard to case, and by the value of numbers", () => {
    const shuffled = ["b", "B2", "a10", "A9", "a9", "é", "f", "z", "_", "IMG_100", "img_20"].map((name) => node(name));
    const expected = ["_", "a9", "A9", "a10", "b", "B2", "é", "f", "img_20", "IMG_100", "z"];
    expect(names(shuffled)).toEqual(expected);
    expect(names(shuffled, { direction: "down" })).toEqual(expected.toReversed());
  });

  it("puts folders first, whatever the direction", () => {
    const mixed = [node("a"), node("z", "dir"), node("b", "symlink"), node("y", "dir")];
    expect(names(mixed)).toEqual(["y", "z", "a", "b"]);
    expect(names(mixed, { direction: "down" })).toEqual(["z", "y", "b", "a"]);
  });

  it("leaves what is equal in the order of names", () => {
    const sizes = [node("c", "file", { size: 5 }), node("a"), node("b", "file", { size: 5 }), node("x", "dir")];
    expect(names([...sizes, node("w", "dir")], { order: "size", direction: "down" })).toEqual([
      "w",
      "x",
      "b",
      "c",
      "a",
    ]);
  });

  it("is that of a plain sort, for any entries and any order", () => {
    const entry = fc.record({
      name: fc.uint8Array({ minLength: 1, maxLength: 3 }).map(fromBuffer),
      type: fc.constantFrom<NodeType>("file", "dir", "symlink"),
      size: fc.nat(3),
      mtime: fc.bigInt({ min: -3_000_000n, max: 3_000_000n }).map(formatTime),
    });
    const order = fc.constantFrom("name", "size", "modified");
    fc.assert(
      fc.property(fc.array(entry), order, fc.constantFrom("up", "down"), (entries, by, direction) => {
        const nodes = entries.map(({ name, ...rest }) => ({ ...node("x"), ...rest, name }));
        const page = new ListedFolder(nodes).page({ ...ALL, order: by, direction }).entries;
        const collator = new Intl.Collator(undefined, { numeric: true });
        const sign = direction === "up" ? 1 : -1;
        const byName = (a: (typeof page)[0], b: (typeof page)[0]): number =>
          collator.compare(toText(a.name), toText(b.name)) || Buffer.compare(latin1(a.name), latin1(b.name));
        const key = { name: () => 0, size: sizeOf, modified: modifiedOf }[by];
        const sorted = page.toSorted((a, b) => {
          const folders = Number(b.type === "dir") - Number(a.type === "dir");
          return folders || sign * (key(a) - key(b)) || (by === "name" ? sign : 1) * byName(a, b);
        });
        expect(page.map(({ name }) => name)).toEqual(sorted.map(({ name }) => name));
        expect(page).toHaveLength(nodes.length);
      }),
    );
  });
});

describe("a page", () => {
  const folder = new ListedFolder(Array.from({ length: 25 }, (_, at) => node(`f${at}`, "file", { size: at })));

  it("is a part of the whole, and empty past its end", () => {
    const page = (offset: number): string[] =>
      folder.page({ offset, limit: 10 }).entries.map(({ name }) => toText(name));
    expect([page(0), page(10), page(20), page(30)].map(({ length }) => length)).toEqual([10, 10, 5, 0]);
    expect([page(0), page(10), page(20)].flat()).toEqual(Array.from({ length: 25 }, (_, at) => `f${at}`));
  });

  it("counts all that matches, also beyond itself", () => {
    expect(folder.page({ offset: 3, limit: 1 })).toMatchObject({ total: 25, files: 25, bytes: 300 });
    expect(folder.page({ offset: 1, limit: 1, match: "F2" })).toMatchObject({ total: 6, files: 6, bytes: 112 });
    expect(folder.page({ offset: 0, limit: 9, match: "g" })).toEqual({ entries: [], total: 0, files: 0, bytes: 0 });
  });

  it("matches in any case, and however accents are composed", () => {
    const odd = [
      node("Émile"),
      node("e\u0301tude"),
      node("a"),
      node("", "file", { name: fromBuffer(Buffer.of(0xff, 0x45)) }),
    ];
    expect(names(odd, { match: "É" })).toEqual(["Émile", "étude".normalize("NFD")]);
    expect(names(odd, { match: "\ufffde" })).toEqual(["\ufffdE"]);
  });

  it("does not give what matched another text, or in another order", () => {
    const letters = new ListedFolder(["ab", "b", "ba"].map((name) => node(name)));
    const found = (query: Partial<FolderQuery>): string[] =>
      letters.page({ ...ALL, ...query }).entries.map(({ name }) => toText(name));
    expect(found({ match: "a" })).toEqual(["ab", "ba"]);
    expect(found({ match: "a", direction: "down" })).toEqual(["ba", "ab"]);
    expect(found({ match: "b" })).toEqual(["ab", "b", "ba"]);
  });

  it("tells what a window shows of an entry", () => {
    const link = node("link", "symlink", { linkTarget: fromText("ä/b"), size: 3 });
    const file = node("f", "file", { size: 7, mode: goMode(0o104755), mtime: formatTime(-1n) });
    const [first, second] = new ListedFolder([link, file]).page(ALL).entries;
    expect(first).toEqual({ name: "f", type: "file", size: 7, modifiedMs: -1, mode: 0o4755 });
    expect(second).toMatchObject({
      type: "symlink",
      size: 0,
      linkTarget: fromText("ä/b"),
      modifiedMs: 1_700_000_000_123,
    });
  });
});

it("finds an entry by its very name, the first where there are two", () => {
  const folder = new ListedFolder([node("a"), node("b", "dir"), node("b")]);
  expect(folder.find(fromText("b"))).toEqual({ type: "dir", subtree: SUBTREE });
  expect(folder.find(fromText("B"))).toBeUndefined();
});

function sizeOf({ size }: { readonly size: number }): number {
  return size;
}

function modifiedOf({ modifiedMs }: { readonly modifiedMs: number }): number {
  return modifiedMs;
}

function latin1(name: ByteString): Buffer {
  return Buffer.from(name, "latin1");
}
