import { execFileSync } from "node:child_process";
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, describe as suite } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { formatTime, type TimeText, type TreeNode } from "../format/index.ts";
import { fromText } from "../names/index.ts";
import { system } from "../system/index.ts";
import { describe, isUnchanged, lookUp } from "./index.ts";

const isRoot = process.getuid?.() === 0;

function nodeOf(path: string, previous?: TreeNode): TreeNode {
  return describe(fromText(path), lookUp(fromText(path), fromText("name")), previous);
}

suite.runIf(process.platform === "linux")("describing an entry", () => {
  it("gives a file its size, links, owner, identity and times, with atime equal to mtime", () => {
    const file = join(tempFolder(), "file");
    writeFileSync(file, "12345");
    linkSync(file, `${file}2`);
    chmodSync(file, 0o4750);
    system.setTimes(fromText(file), 5n, -1_000_000_001n);
    const { stat } = lookUp(fromText(file), fromText("name"));
    expect(nodeOf(file)).toEqual({
      name: "name",
      type: "file",
      mode: 2 ** 23 + 0o750,
      mtime: formatTime(-1_000_000_001n),
      atime: formatTime(-1_000_000_001n),
      ctime: formatTime(stat.ctimeNs),
      uid: process.getuid?.(),
      gid: process.getgid?.(),
      user: system.userName(process.getuid?.() ?? 0),
      group: system.groupName(process.getgid?.() ?? 0),
      inode: stat.ino,
      deviceId: stat.dev,
      size: 5,
      links: 2,
      content: [],
    });
  });

  it("keeps the time of the last reading when asked to", () => {
    const file = join(tempFolder(), "file");
    writeFileSync(file, "");
    system.setTimes(fromText(file), 5n, 7n);
    const node = describe(fromText(file), lookUp(fromText(file), fromText("f")), undefined, { keepAtime: true });
    expect([node.atime, node.mtime]).toEqual([formatTime(5n), formatTime(7n)]);
  });

  it("gives a folder neither size nor links, and its sticky bit", () => {
    const folder = join(tempFolder(), "folder");
    mkdirSync(folder);
    chmodSync(folder, 0o1777);
    const node = nodeOf(folder);
    expect([node.type, node.mode, node.size, node.links, node.content]).toEqual([
      "dir",
      2148532735,
      undefined,
      undefined,
      null,
    ]);
  });

  it("gives a link its target as bytes", () => {
    const link = join(tempFolder(), "link");
    symlinkSync(Buffer.from([0xff, 0x2f, 0xc3, 0xa4, 0x80]), link);
    const node = nodeOf(link);
    expect([node.linkTarget, node.links, node.size, node.content]).toEqual(["\xff/\xc3\xa4\x80", 1, undefined, null]);
  });

  it("gives a FIFO nothing beyond the common fields", () => {
    const fifo = join(tempFolder(), "fifo");
    system.makeFifo(fromText(fifo), 0o644);
    const node = nodeOf(fifo);
    expect([node.type, node.mode & 0o777, node.links, node.device, node.content]).toEqual([
      "fifo",
      0o644,
      undefined,
      undefined,
      null,
    ]);
  });

  it.runIf(isRoot)("gives devices their number and links", () => {
    const folder = tempFolder();
    const number = (8n << 8n) | 1n;
    system.makeDevice(fromText(join(folder, "b")), 0o060600, number);
    system.makeDevice(fromText(join(folder, "c")), 0o020600, number);
    const nodes = ["b", "c"].map((name) => nodeOf(join(folder, name)));
    expect(nodes.map(({ type, mode, device, links }) => [type, mode, device, links])).toEqual([
      ["dev", 67109248, number, 1],
      ["chardev", 69206400, number, 1],
    ]);
  });

  it("holds extended attributes and access control lists", () => {
    const file = join(tempFolder(), "file");
    writeFileSync(file, "");
    system.setExtendedAttribute(fromText(file), "user.a", Buffer.from("value"));
    execFileSync("setfacl", ["-m", "u:12345:r", file]);
    const names = nodeOf(file).extendedAttributes?.map(({ name }) => name);
    expect(names?.toSorted()).toEqual(["system.posix_acl_access", "user.a"]);
  });

  it("takes attributes over from the previous node only while inode and ctime are the same", () => {
    const file = join(tempFolder(), "file");
    writeFileSync(file, "");
    const node = nodeOf(file);
    const taken = [{ name: "user.taken", value: null }];
    const previous = { ...node, extendedAttributes: taken };
    expect(nodeOf(file, previous).extendedAttributes).toEqual(taken);
    expect(nodeOf(file, { ...previous, inode: 1n }).extendedAttributes).toBeUndefined();
    expect(nodeOf(file, { ...previous, ctime: formatTime(1n) }).extendedAttributes).toBeUndefined();
    system.setExtendedAttribute(fromText(file), "user.new", Buffer.from("1"));
    expect(nodeOf(file, previous).extendedAttributes?.map(({ name }) => name)).toEqual(["user.new"]);
  });

  it("writes fields that restic writes, equal to restic's own", () => {
    const node = nodeOf("/dev/null");
    expect([node.type, node.user, node.group, node.device]).toEqual(["chardev", "root", "root", 259n]);
  });
});

suite("deciding whether a file is unchanged", () => {
  const file = join(tempFolder(), "file");
  writeFileSync(file, "12345");
  const entry = lookUp(fromText(file), fromText("file"));
  const node = describe(fromText(file), entry);
  const unix = process.platform !== "win32";

  it("says yes when size, mtime, ctime and inode are the same", () => {
    expect(isUnchanged(entry.stat, node)).toBe(true);
  });

  it("compares instants, whatever zone they were written in", () => {
    const utc = new Date(Number(entry.stat.mtimeNs / 1_000_000_000n) * 1000 + 3_600_000).toISOString().slice(0, 19);
    const fraction = String(entry.stat.mtimeNs % 1_000_000_000n).padStart(9, "0");
    // RFC 3339, as the brand asks.
    const mtime = `${utc}.${fraction}+01:00` as TimeText;
    expect(isUnchanged(entry.stat, { ...node, mtime })).toBe(true);
  });

  const changes: Partial<TreeNode>[] = [
    { size: 4 },
    { mtime: formatTime(entry.stat.mtimeNs + 1n) },
    { type: "symlink" },
    ...(unix ? [{ ctime: formatTime(entry.stat.ctimeNs - 1n) }, { inode: 1n }] : []),
  ];

  it.each(changes.map((change) => [Object.keys(change)[0], change] as const))(
    "says no when the %s differs",
    (_, change) => {
      expect(isUnchanged(entry.stat, { ...node, ...change })).toBe(false);
    },
  );

  it("leaves out ctime, or inode and ctime, when told to", () => {
    const other = { ...node, ctime: formatTime(1n) };
    expect(isUnchanged(entry.stat, other, { ignoreCtime: true })).toBe(true);
    expect(isUnchanged(entry.stat, { ...other, inode: 1n }, { ignoreCtime: true })).toBe(!unix);
    expect(isUnchanged(entry.stat, { ...other, inode: 1n }, { ignoreInode: true })).toBe(true);
  });

  it("does not count the device", () => {
    expect(isUnchanged(entry.stat, { ...node, deviceId: 99n })).toBe(true);
  });
});
