import { expect, it } from "vitest";
import { type ByteString, fromText } from "../names/index.ts";
import type { BlobId } from "./ids.ts";
import { encodeNode, type TreeNode } from "./node.ts";
import { formatTime } from "./time.ts";
import { encodeTree } from "./tree.ts";
import { decodeNodeText, scanTree } from "./tree-text.ts";

const time = formatTime(1_700_000_000_123_456_789n);
const file: TreeNode = {
  ...{ name: fromText("file"), type: "file", mode: 0o644, mtime: time, atime: time, ctime: time, uid: 1000, gid: 100 },
  ...{ user: "ada", group: "users", inode: 77n, deviceId: 42n, size: 1234, links: 1 },
  // Ids are branded; these have their form.
  content: ["ab".repeat(32), "cd".repeat(32)] as unknown as readonly BlobId[],
};

function named(name: string | ByteString, change: Partial<TreeNode> = {}): TreeNode {
  return { ...file, name: name as ByteString, ...change };
}

it("cuts a tree into texts that are its nodes, in order", () => {
  const nodes = [
    named("a"),
    named(fromText("b é 😀")),
    named('quoted " and \\ and <'),
    named(String.fromCharCode(0xff, 0x41)),
    named("d", { type: "dir", content: null, subtree: "ef".repeat(32) as never, mode: 2 ** 31 + 0o755 }),
    named("e", { type: "symlink", content: null, linkTarget: fromText('}{]["\\') }),
    named("f", { extendedAttributes: [{ name: "user.]}", value: Buffer.from("x") }] }),
    named("g", { inode: 2n ** 64n - 1n }),
    named("h", { content: [] }),
    named("i", { type: "fifo", content: null }),
  ];
  const scanned = scanTree(encodeTree(nodes));
  expect(scanned?.map(({ name }) => name)).toEqual(nodes.map(({ name }) => name));
  expect(scanned?.map(({ text }) => text)).toEqual(nodes.map(encodeNode));
  for (const [at, { text }] of (scanned ?? []).entries())
    expect(encodeNode(decodeNodeText(text))).toBe(encodeNode(nodes[at] as TreeNode));
});

it("reads the fields of usual files and folders", () => {
  const [first] = scanTree(encodeTree([file])) ?? [];
  expect(first?.plain).toEqual({
    ...{ type: "file", mode: 0o644, mtime: time, ctime: time, uid: 1000, gid: 100, user: "ada", group: "users" },
    ...{ inode: 77, deviceId: 42, size: 1234, links: 1, subtree: undefined },
    content: `["${"ab".repeat(32)}","${"cd".repeat(32)}"]`,
  });
});

it("takes no entry for usual whose text a new backup would write differently", () => {
  const unusual = [
    named("a", { atime: formatTime(1n) }),
    named("a", { inode: 2n ** 60n }),
    named("a", { genericAttributes: '{"x":1}' }),
    named("a", { type: "symlink", content: null, linkTarget: fromText("b") }),
  ];
  for (const node of unusual) expect(scanTree(encodeTree([node]))?.[0]?.plain).toBeUndefined();
});

it("takes nothing for usual in a tree that is written in another form", () => {
  const text = String(encodeTree([file]));
  for (const other of [text.replace(",", ", "), text.replace('{"nodes"', '{ "nodes"'), text.slice(0, 300), "", "[]"]) {
    expect((scanTree(Buffer.from(other)) ?? []).filter(({ plain }) => plain !== undefined)).toEqual([]);
  }
  expect(scanTree(Buffer.from('{"nodes":null}'))).toBeUndefined();
  expect(scanTree(encodeTree([]))).toEqual([]);
});
