import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBuffer, fromText } from "../names/index.ts";
import {
  assembleTree,
  type BlobId,
  DamagedObject,
  decodeTree,
  encodeNode,
  encodeTree,
  type NodeType,
  type TimeText,
  type TreeNode,
} from "./index.ts";

const TIME = "2024-01-01T00:00:00Z" as TimeText;
const ID = "ab".repeat(32) as BlobId;
const minimal: TreeNode = {
  name: fromText("x"),
  type: "file",
  mode: 0,
  mtime: TIME,
  atime: TIME,
  ctime: TIME,
  uid: 0,
  gid: 0,
  content: [],
};
const full: Required<TreeNode> = {
  name: fromText('<"é">'),
  type: "symlink",
  mode: 134218239,
  mtime: "2024-01-01T01:00:00.5+01:00" as TimeText,
  atime: TIME,
  ctime: TIME,
  uid: 4294967295,
  gid: 100,
  user: "anna & co",
  group: "users",
  inode: 18446744073709551615n,
  deviceId: 9007199254740993n,
  size: 9007199254740991,
  links: 2,
  linkTarget: fromBuffer(Buffer.from("bad\xff", "latin1")),
  extendedAttributes: [
    { name: "user.a", value: Buffer.from([0, 255]) },
    { name: "user.b", value: Buffer.alloc(0) },
    { name: "user.c", value: null },
  ],
  genericAttributes: '{"windows.a":1,"windows.b":{"LowDateTime":3,"HighDateTime":2}}',
  device: 66305n,
  content: [ID, ID],
  subtree: ID,
};
const nodeJson = (more: string): string =>
  `{"name":"x","type":"file","mtime":"${TIME}","atime":"${TIME}","ctime":"${TIME}"${more}}`;
const treeOf = (nodes: string): Buffer => Buffer.from(`{"nodes":[${nodes}]}`);

describe("encodeTree", () => {
  it("writes an empty folder as restic does", () => {
    expect(encodeTree([]).toString()).toBe('{"nodes":[]}\n');
  });

  it("leaves out what is zero, empty or not there, but not the owner and the content", () => {
    const node = { ...minimal, size: 0, links: 0, inode: 0n, user: "", extendedAttributes: [], genericAttributes: "" };

    expect(encodeNode(node)).toBe(
      `{"name":"x","type":"file","mtime":"${TIME}","atime":"${TIME}","ctime":"${TIME}","uid":0,"gid":0,"content":[]}`,
    );
  });

  it("writes every field in its place", () => {
    expect(encodeNode(full)).toBe(
      '{"name":"\\u003c\\\\\\"é\\\\\\"\\u003e","type":"symlink","mode":134218239,' +
        `"mtime":"2024-01-01T01:00:00.5+01:00","atime":"${TIME}","ctime":"${TIME}","uid":4294967295,"gid":100,` +
        '"user":"anna \\u0026 co","group":"users","inode":18446744073709551615,"device_id":9007199254740993,' +
        '"size":9007199254740991,"links":2,"linktarget":"bad\\ufffd","linktarget_raw":"YmFk/w==",' +
        '"extended_attributes":[{"name":"user.a","value":"AP8="},{"name":"user.b","value":""},{"name":"user.c","value":null}],' +
        '"generic_attributes":{"windows.a":1,"windows.b":{"LowDateTime":3,"HighDateTime":2}},"device":66305,' +
        `"content":["${ID}","${ID}"],"subtree":"${ID}"}`,
    );
  });

  it("writes null as the content of what is not a file", () => {
    expect(encodeNode({ ...minimal, type: "dir", content: null, subtree: ID })).toMatch(
      /"content":null,"subtree":"abab[ab]+"}$/,
    );
  });

  it("gives the same bytes for folders of any length, whether encoded before or now", () => {
    for (const length of [1, 2, 999, 1000, 1001, 2000, 2001]) {
      const nodes = Array.from({ length }, (_, i) => ({ ...minimal, name: fromText(`é${i}`) }));
      const expected = `{"nodes":[${nodes.map(encodeNode).join(",")}]}\n`;
      expect(encodeTree(nodes).toString()).toBe(expected);
      expect(assembleTree(nodes.map(encodeNode)).toString()).toBe(expected);
    }
  });
});

describe("decodeTree", () => {
  it("gives back every field, and only those that were stored", () => {
    expect(decodeTree(encodeTree([minimal, full]))).toEqual([minimal, full]);
    expect(Object.keys(decodeTree(encodeTree([minimal]))[0] ?? {})).toHaveLength(Object.keys(minimal).length);
  });

  it("gives back whatever node was encoded", () => {
    fc.assert(
      fc.property(fc.array(anyNode(), { maxLength: 5 }), (nodes) => {
        const bytes = encodeTree(nodes);
        const decoded = decodeTree(bytes);
        expect(decoded).toEqual(nodes);
        expect(encodeTree(decoded).equals(bytes)).toBe(true);
      }),
    );
  });

  it("reads JSON of another shape as restic does", () => {
    const sloppy = ` { "more": [1], "nodes" : [ { "content" : null, "later": {"a": 1}, "mode": 420, "uid": 7, "user": null,
      "ctime":"${TIME}","mtime":"2024-01-01T00:00:00.500+00:00","atime":"${TIME}","type":"dir","name":"a<b","subtree":"${ID}"} ] } `;

    expect(decodeTree(Buffer.from(sloppy))).toEqual([
      {
        ...minimal,
        name: fromText("a<b"),
        type: "dir",
        mode: 420,
        uid: 7,
        mtime: "2024-01-01T00:00:00.500+00:00",
        content: null,
        subtree: ID,
      },
    ]);
  });

  it("reads the null that very old restic wrote for an empty folder", () => {
    expect(decodeTree(Buffer.from('{"nodes":null}'))).toEqual([]);
  });

  it("keeps numbers above 2^53 exact wherever white space stands", () => {
    const [node] = decodeTree(treeOf(nodeJson(',"inode" : \n 9007199254740993,"device":18446744073709551615')));

    expect(node?.inode).toBe(9007199254740993n);
    expect(node?.device).toBe(18446744073709551615n);
  });

  it("sorts the generic attributes and drops their white space", () => {
    const [node] = decodeTree(treeOf(nodeJson(',"generic_attributes":{"b": {"z": 1, "a": "<"}, "a": [ 1.5, null ]}')));

    expect(node?.genericAttributes).toBe('{"a":[1.5,null],"b":{"z":1,"a":"\\u003c"}}');
  });

  it("takes the text of a link target where there is no raw one", () => {
    const [node] = decodeTree(treeOf(nodeJson(',"linktarget":"é\ufffd"')));

    expect(node?.linkTarget).toBe(fromText("é\ufffd"));
  });

  it.each([
    ["nothing", ""],
    ["no object", "[]"],
    ["no nodes", "{}"],
    ["nodes that are no list", '{"nodes":{}}'],
    ["a node that is no object", '{"nodes":[1]}'],
    ["a node without a name", `{"nodes":[{"type":"file","mtime":"${TIME}","atime":"${TIME}","ctime":"${TIME}"}]}`],
    ["bytes behind the end", '{"nodes":[]}x'],
    ["deep nesting", `{"nodes":${"[".repeat(100_000)}`],
    [
      "deeply nested attributes",
      `{"nodes":[${nodeJson(`,"generic_attributes":${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`)}]}`,
    ],
  ])("refuses %s", (_what, text) => {
    expect(() => decodeTree(Buffer.from(text))).toThrow(DamagedObject);
  });

  it.each([
    ',"mode":-1',
    ',"mode":4294967296',
    ',"uid":1.5',
    ',"uid":"1"',
    ',"inode":18446744073709551616',
    ',"inode":-9007199254740993',
    ',"inode":9007199254740993.5',
    ',"size":9007199254740993',
    ',"user":5',
    ',"content":["xy"]',
    ',"content":[null]',
    ',"content":"x"',
    ',"subtree":"AB"',
    ',"mtime":"yesterday"',
    ',"type":"irregular"',
    ',"name":"\\\\q"',
    ',"linktarget_raw":"a"',
    ',"extended_attributes":[{"value":""}]',
    ',"extended_attributes":[{"name":"a","value":"*"}]',
    ',"generic_attributes":[]',
  ])("refuses a node with %s", (field) => {
    expect(() => decodeTree(treeOf(nodeJson(field)))).toThrow(DamagedObject);
  });
});

function anyNode(): fc.Arbitrary<TreeNode> {
  const uint64 = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n });
  const text = fc.string({ unit: "binary", minLength: 1, maxLength: 5 });
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 8 });
  const time = fc.constantFrom(TIME, full.mtime);
  const id = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((raw) => Buffer.from(raw).toString("hex") as BlobId);
  const required = {
    name: bytes.map(fromBuffer),
    type: fc.constantFrom<NodeType>("file", "dir", "symlink", "dev", "chardev", "fifo", "socket"),
    mode: fc.nat(),
    mtime: time,
    atime: time,
    ctime: time,
    uid: fc.nat(),
    gid: fc.nat(),
    content: fc.option(fc.array(id, { maxLength: 3 })),
  };
  const optional = {
    user: text,
    group: text,
    inode: uint64,
    deviceId: uint64,
    size: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    links: fc.integer({ min: 1 }),
    linkTarget: bytes.map(fromBuffer),
    extendedAttributes: fc.array(fc.record({ name: text, value: fc.option(bytes.map((raw) => Buffer.from(raw))) }), {
      minLength: 1,
      maxLength: 2,
    }),
    device: uint64,
    subtree: id,
  };
  return fc.record(
    { ...required, ...optional },
    { requiredKeys: ["name", "type", "mode", "mtime", "atime", "ctime", "uid", "gid", "content"] },
  );
}
