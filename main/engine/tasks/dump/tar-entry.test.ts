import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import type { TimeText, TreeNode } from "../../format/index.ts";
import { type ByteString, fromText } from "../../names/index.ts";
import { aclText } from "./acl-text.ts";
import { tarHeader } from "./tar-entry.ts";
import { BLOCK_BYTES } from "./ustar.ts";

function file(fields: Partial<TreeNode> = {}): TreeNode {
  const time = "2024-05-06T07:08:09Z" as TimeText; // of the form that it is
  const times = { mtime: time, atime: time, ctime: time };
  return { name: fromText("f"), type: "file", mode: 0o644, ...times, uid: 1, gid: 2, content: [], ...fields };
}

/** The records before a header, in the form `key=value`. */
function recordsOf(header: Buffer): string[] {
  const length = Number.parseInt(header.toString("latin1", 124, 135), 8);
  const body = header.toString("latin1", BLOCK_BYTES, BLOCK_BYTES + length);
  const records: string[] = [];
  for (let at = 0; at < body.length; ) {
    const size = Number.parseInt(body.slice(at), 10);
    const record = body.slice(at, at + size);
    expect(record.endsWith("\n")).toBe(true);
    records.push(record.slice(record.indexOf(" ") + 1, -1));
    at += size;
  }
  return records;
}

describe("the header of an entry in a tar archive", () => {
  it("is one block when everything fits in it", () => {
    const header = tarHeader({ path: fromText("a/f"), node: file(), size: 3 });
    expect(header.length).toBe(BLOCK_BYTES);
    const listing = execFileSync("tar", ["-tv", "--full-time", "--utc", "--numeric-owner"], {
      input: Buffer.concat([header, Buffer.alloc(3 * BLOCK_BYTES)]),
      encoding: "utf8",
    });
    expect(listing.trim()).toBe("-rw-r--r-- 1/2               3 2024-05-06 07:08:09 a/f");
  });

  it.each([
    ["a name that is too long", { path: fromText("d/".repeat(60)) }, {}, `path=${"d/".repeat(60)}`],
    ["a name that is not ASCII", { path: "\xff\xfe" as ByteString }, {}, "path=\xff\xfe"], // bytes as given
    ["a size of more than 8 GiB", { size: 2 ** 33 }, {}, `size=${2 ** 33}`],
    ["an owner's number beyond two million", {}, { uid: 4_000_000_000 }, "uid=4000000000"],
    ["a time with a fraction", {}, { mtime: "2024-05-06T07:08:09.0012Z" as TimeText }, "mtime=1714979289.0012"],
    ["a time before 1970", {}, { mtime: "1969-12-31T23:59:58.5Z" as TimeText }, "mtime=-1.5"],
    [
      "an extended attribute",
      {},
      { extendedAttributes: [{ name: "user.a=b", value: Buffer.from([0, 255, 10]) }] },
      "SCHILY.xattr.user.a%3Db=\0\xff\n",
    ],
  ])("keeps %s in a record", (_, entry, node, record) => {
    const header = tarHeader({ path: fromText("f"), size: 0, ...entry, node: file(node) });
    expect(header.length % BLOCK_BYTES).toBe(0);
    expect(recordsOf(header)).toEqual([record]);
  });

  it("counts its own digits in the length of a record", () => {
    for (let length = 85; length < 115; length++) {
      const path = fromText("ü".repeat(length));
      expect(recordsOf(tarHeader({ path, node: file(), size: 0 }))).toEqual([`path=${path}`]);
    }
  });
});

describe("the text of an access list", () => {
  it("names owner, users, groups, mask and others", () => {
    const entry = (tag: number, permissions: number, id: number) => {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt16LE(tag, 0);
      bytes.writeUInt16LE(permissions, 2);
      bytes.writeUInt32LE(id, 4);
      return bytes;
    };
    const none = 0xffff_ffff;
    const entries = [entry(1, 7, none), entry(2, 5, 1000), entry(4, 4, none), entry(16, 5, none), entry(32, 0, none)];
    const value = Buffer.concat([Buffer.from([2, 0, 0, 0]), ...entries]);
    expect(aclText(value)).toBe("user::rwx\nuser:1000:r-x\ngroup::r--\nmask::r-x\nother::---\n");
  });

  it.each([[[]], [[1, 0, 0, 0]], [[2, 0, 0, 0, 1]]])("is none for the bytes %j", (bytes) => {
    expect(aclText(Buffer.from(bytes))).toBeUndefined();
  });
});
