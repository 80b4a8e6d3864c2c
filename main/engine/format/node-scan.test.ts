import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromText } from "../names/index.ts";
import type { BlobId } from "./ids.ts";
import { parseJsonExactly } from "./json-parse.ts";
import type { NodeType } from "./mode.ts";
import type { TreeNode } from "./node.ts";
import { decodeNode } from "./node-decode.ts";
import { scanNodes } from "./node-scan.ts";
import { formatTime, type TimeText } from "./time.ts";
import { encodeTree } from "./tree.ts";

const TIME = "2024-01-01T00:00:00Z" as TimeText;
const ID = "ab".repeat(32) as BlobId;
const file: TreeNode = {
  ...{ name: fromText("x"), type: "file", mode: 0o644, mtime: TIME, atime: TIME, ctime: TIME },
  ...{ uid: 1000, gid: 0, content: [ID] },
};

/** As `decodeTree` reads what is not usual. */
function decodedSlowly(bytes: Uint8Array): TreeNode[] {
  const { nodes } = parseJsonExactly("folder list", bytes) as { nodes: unknown[] };
  return nodes.map(decodeNode);
}

describe("scanNodes", () => {
  it("reads a usual tree exactly as the longer way does", () => {
    const time = fc.bigInt({ min: -(10n ** 18n), max: 4n * 10n ** 18n }).map(formatTime);
    const plain = fc.stringMatching(/^[ !#-[\]-~]{1,30}$/).map(fromText);
    const id = fc.stringMatching(/^[0-9a-f]{64}$/).map((text) => text as BlobId);
    const node = fc.record(
      {
        ...{ name: plain, type: fc.constantFrom<NodeType>("file", "dir", "symlink") },
        ...{ mode: fc.nat(3_999_999_999), mtime: time, atime: time, ctime: time },
        ...{ uid: fc.nat(3_999_999_999), gid: fc.nat(99_999), user: plain, group: plain },
        ...{ inode: fc.bigInt({ min: 1n, max: 9n * 10n ** 18n }), deviceId: fc.bigInt({ min: 1n, max: 99_999n }) },
        ...{ size: fc.integer({ min: 1, max: 999_999_999_999_999 }), links: fc.integer({ min: 1, max: 99 }) },
        ...{ linkTarget: plain, content: fc.option(fc.array(id, { maxLength: 4 })), subtree: id },
      },
      { requiredKeys: ["name", "type", "mode", "mtime", "atime", "ctime", "uid", "gid", "content"] },
    );
    fc.assert(
      fc.property(fc.array(node, { maxLength: 5 }), (nodes) => {
        const bytes = encodeTree(nodes);
        const scanned = scanNodes(bytes);
        // What it leaves to the longer way is right as well; most trees must not be among it.
        if (scanned === undefined) expect(bytes.toString()).toMatch(/-02-29T|\\u00/);
        else expect(scanned).toEqual(decodedSlowly(bytes));
      }),
    );
  });

  it("reads a file of many blobs without running out of stack", () => {
    const content = Array.from({ length: 300_000 }, () => ID);
    expect(scanNodes(encodeTree([{ ...file, content }]))?.[0]?.content).toHaveLength(300_000);
  });

  it.each([
    ["a 29 February", (text: string) => text.replaceAll("2024-01-01", "2023-02-29")],
    ["a date that no month has", (text: string) => text.replaceAll("2024-01-01", "2024-04-31")],
    ["a number with a zero in front", (text: string) => text.replace('"gid":0', '"gid":00')],
    ["a number out of range", (text: string) => text.replace('"gid":0', '"gid":4294967296')],
    ["an escape", (text: string) => text.replace('"name":"x"', '"name":"\\u0078"')],
    ["a name beyond ASCII", (text: string) => text.replace('"name":"x"', '"name":"é"')],
    ["an id in capitals", (text: string) => text.replace(ID, ID.toUpperCase())],
    ["a field twice", (text: string) => text.replace('"gid":0', '"gid":0,"gid":0')],
    ["a comma at the end", (text: string) => text.replace("}]", "},]")],
    ["no comma between two nodes", (text: string) => text.replace("},{", "}{")],
    ["something after the end", (text: string) => `${text}{}`],
    ["nothing after a node", (text: string) => text.replace("]}\n", "")],
  ])("leaves %s to the longer way", (_what, change) => {
    const text = encodeTree([file, { ...file, name: fromText("y") }]).toString();
    expect(scanNodes(Buffer.from(text))).toHaveLength(2);
    expect(change(text)).not.toBe(text);
    expect(scanNodes(Buffer.from(change(text)))).toBeUndefined();
  });
});
