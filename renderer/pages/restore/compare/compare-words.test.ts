import { describe, expect, it } from "vitest";
import type { SnapshotChange } from "../../../../shared/model/index.ts";
import { changesIn, countsSentence, olderEntry, sizeWords } from "./compare-words.ts";

const NONE = { added: 0, removed: 0, changed: 0, metadata: 0, type: 0 };
const change = (facts: Partial<SnapshotChange>): SnapshotChange => ({
  path: "/a",
  kind: "changed",
  type: "file",
  ...facts,
});

describe("what differs, in words", () => {
  it("counts what came, changed and went, and says how much larger it is", () => {
    const counts = { ...NONE, added: 3, changed: 1, removed: 2 };
    expect(countsSentence({ counts, bytesAdded: 50_000_000, bytesRemoved: 10_000_000 })).toBe(
      "3 files or folders added, 1 changed, 2 removed; 40 MB more.".replace("40 MB", "40.0 MB"),
    );
    expect(countsSentence({ counts: { ...NONE, type: 1 }, bytesAdded: 1, bytesRemoved: 1001 })).toBe(
      "0 files or folders added, 1 changed, 0 removed; 1.0 kB less.",
    );
    expect(countsSentence({ counts: { ...NONE, metadata: 1 }, bytesAdded: 0, bytesRemoved: 0 })).toBe(
      "0 files or folders added, 0 changed, 0 removed; as large as before. 1 differs only in rights, owner or time.",
    );
    expect(changesIn({ counts })).toBe(6);
  });

  it("has sizes before and after where they differ", () => {
    expect(sizeWords(change({ bytesBefore: 1000, bytesAfter: 2000 }))).toBe("1.0 kB → 2.0 kB");
    expect([sizeWords(change({ bytesBefore: 1000, bytesAfter: 1000 })), sizeWords(change({ bytesAfter: 0 }))]).toEqual([
      ...["1.0 kB", "0 bytes"],
    ]);
    expect(sizeWords(change({ bytesBefore: 3_500_000, bytesAfter: 3_504_212 }))).toBe("3.5 MB");
    expect(sizeWords(change({ type: "folder" }))).toBe("");
  });

  it("knows what the older snapshot has to restore", () => {
    expect(olderEntry(change({ kind: "added", bytesAfter: 5 }))).toBeUndefined();
    expect(olderEntry(change({ bytesBefore: 4, bytesAfter: 5 }))).toEqual({ isFolder: false, bytes: 4 });
    expect(olderEntry(change({ kind: "removed", type: "folder" }))).toEqual({ isFolder: true, bytes: 0 });
    expect(olderEntry(change({ kind: "type", type: "symlink", bytesBefore: 4 }))).toEqual({
      isFolder: false,
      bytes: 4,
    });
  });
});
