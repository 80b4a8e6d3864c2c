import { describe, expect, it } from "vitest";
import { generateMasterKey, Sealer, sha256, sha256Hex } from "../../crypto/index.ts";
import type { PackId } from "../../format/index.ts";
import { BlobTable } from "../../repository/index.ts";
import type { EngineThread } from "../engine-thread.ts";
import type { CheckedTrees } from "./jobs.ts";
import { checkTrees } from "./tree-checker.ts";

const TIME = "2024-01-01T00:00:00Z";
const KNOWN = "ten bytes!";
const ABSENT = "ee".repeat(32);

/** Checks one folder list given as JSON nodes; the table has the content KNOWN and no other. */
function checked(...nodes: readonly object[]): CheckedTrees {
  const table = new BlobTable();
  const pack = table.addPack("ab".repeat(32) as PackId, 0);
  const json = JSON.stringify({
    nodes: nodes.map((node) => ({ mtime: TIME, atime: TIME, ctime: TIME, uid: 0, gid: 0, content: null, ...node })),
  });
  const bytes = Buffer.from(json);
  const place = { pack, offset: 0, uncompressedLength: 0 };
  table.add({ type: "tree", id: sha256(bytes), ...place, length: bytes.length + 32 });
  table.add({ type: "data", id: sha256(Buffer.from(KNOWN)), ...place, length: KNOWN.length + 32 });
  const memory = { seen: new SharedArrayBuffer(64), unlistedFrom: table.size, missingFrom: table.size };
  // All that checking plain trees needs of a thread.
  const thread = { table, sealer: new Sealer(generateMasterKey()) } as unknown as EngineThread;
  const trees = [{ entry: 0, start: 0, length: bytes.length, uncompressedLength: 0 }];
  return checkTrees(thread, { bytes, trees, isPlain: true }, memory);
}

const file = (name: string, more: object = {}) => ({ name, type: "file", content: [], ...more });
const known = { content: [sha256Hex(Buffer.from(KNOWN))] };

describe("checking the list of a folder", () => {
  it("finds nothing in one that is in order", () => {
    const found = checked(file("a", { ...known, size: 10 }), file("b"), {
      name: "c",
      type: "symlink",
      linktarget: "a",
    });
    expect(found).toMatchObject({ problems: [], unreadable: [] });
    expect(found.missing).toHaveLength(0);
  });

  it.each([
    ["no name", file("")],
    ["a name that leads up", file("..")],
    ["a name with a slash", file("a/b")],
    ["a file without contents", file("a", { content: null })],
    ["a folder without a list", { name: "a", type: "dir" }],
  ])("finds %s", (_, node) => {
    expect(checked(node).problems).toMatchObject([{ kind: "entry-invalid" }]);
  });

  it("finds an entry of unknown type: the list does not read", () => {
    expect(checked({ name: "a", type: "irregular" }).unreadable).toMatchObject([{ entry: 0 }]);
  });

  it("tells each missing blob once", () => {
    const found = checked(file("a", { content: [ABSENT, ABSENT] }), { name: "b", type: "dir", subtree: ABSENT });
    expect(found.missing).toHaveLength(2); // once as data, once as a tree
    expect(found.found).toHaveLength(0);
  });

  it("notes a size that is not that of the content", () => {
    expect(checked(file("a", { ...known, size: 11 })).problems).toMatchObject([{ kind: "file-size", name: "a" }]);
  });

  it("notes entries out of order and names that are there twice", () => {
    expect(checked(file("b"), file("a")).problems).toMatchObject([{ kind: "folder-order" }]);
    expect(checked(file("a"), file("a")).problems).toMatchObject([{ kind: "folder-order" }]);
  });
});
