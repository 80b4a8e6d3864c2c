import { describe, expect, it } from "vitest";
import { type BlobId, parseTime, type SnapshotId, type TimeText } from "../../format/index.ts";
import type { StoredSnapshot } from "../../repository/index.ts";
import { isSame, KnownSnapshots } from "./same-snapshot.ts";

const id = (letter: string): SnapshotId => letter.repeat(64) as SnapshotId; // 64 hex digits
const time = (text: string): TimeText => text as TimeText; // as formatTime writes it

const snapshot: StoredSnapshot = {
  id: id("a"),
  time: time("2026-11-22T10:00:00.5Z"),
  tree: "1".repeat(64) as BlobId, // 64 hex digits
  paths: ["/home/ada", "/etc"],
  hostname: "blue",
  username: "ada",
  tags: ["one", "two"],
  excludes: ["*.tmp", "*.iso"],
};

describe("two snapshots", () => {
  it("are the same whatever their ids, parents, and the order of paths and tags", () => {
    const other = { ...snapshot, id: id("b"), parent: id("c"), original: id("a"), paths: ["/etc", "/home/ada"] };
    expect(isSame(snapshot, { ...other, tags: ["two", "one"], programVersion: "another" })).toBe(true);
  });

  it("are the same when their times are the same moment", () => {
    const elsewhere = time("2026-11-22T11:00:00.5+01:00");
    expect(parseTime(elsewhere)).toBe(parseTime(snapshot.time));
    expect(isSame(snapshot, { ...snapshot, time: elsewhere })).toBe(true);
  });

  it.each<Partial<StoredSnapshot>>([
    { time: time("2026-11-22T10:00:00.6Z") },
    { tree: "2".repeat(64) as BlobId },
    { hostname: "red" },
    { username: "bob" },
    { uid: 1 },
    { gid: 1 },
    { paths: ["/home/ada"] },
    { tags: ["one", "three"] },
    { tags: [] },
    { excludes: ["*.iso", "*.tmp"] },
  ])("are not the same with another %o", (change) => {
    expect(isSame(snapshot, { ...snapshot, ...change })).toBe(false);
  });
});

describe("the snapshots that a target has", () => {
  const copy = { ...snapshot, id: id("d"), original: snapshot.id };

  it("know a copy by where it comes from, in both directions, and a copy of a copy", () => {
    expect(new KnownSnapshots([copy]).copyOf(snapshot)).toBe(copy);
    expect(new KnownSnapshots([snapshot]).copyOf(copy)).toBe(snapshot);
    expect(new KnownSnapshots([copy]).copyOf({ ...copy, id: id("e") })).toBe(copy);
  });

  it("do not take another of the same origin for it", () => {
    expect(new KnownSnapshots([{ ...copy, tags: ["later"] }]).copyOf(snapshot)).toBeUndefined();
    expect(new KnownSnapshots([{ ...snapshot, id: id("f") }]).copyOf(snapshot)).toBeUndefined();
  });
});
