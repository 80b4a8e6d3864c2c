import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { idFromBytes, type PackId } from "../format/index.ts";
import { BlobTable, type PackedBlob } from "./blob-table.ts";

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

const packId = (name: string): PackId => idFromBytes<PackId>(hash(name));

function blob(table: BlobTable, name: string, pack = "pack", offset = 0): PackedBlob {
  const place = { pack: table.addPack(packId(pack), 5000), offset, length: 132, uncompressedLength: 300 };
  return { type: "data", id: hash(name), ...place };
}

it("finds what was added, by type and id", () => {
  const table = new BlobTable();
  table.add(blob(table, "a"));
  expect(table.has("data", hash("a"))).toBe(true);
  expect(table.has("tree", hash("a"))).toBe(false);
  expect(table.has("data", hash("b"))).toBe(false);
  const place = { pack: packId("pack"), packSize: 5000, offset: 0, length: 132, uncompressedLength: 300 };
  expect(table.location(table.find("data", hash("a")))).toEqual(place);
});

it("keeps data and tree blobs of equal content apart", () => {
  const table = new BlobTable();
  table.add({ ...blob(table, "a"), type: "tree", offset: 7 });
  table.add({ ...blob(table, "a"), type: "data", offset: 9 });
  expect(table.copies("tree", hash("a")).map(({ offset }) => offset)).toEqual([7]);
  expect(table.copies("data", hash("a")).map(({ offset }) => offset)).toEqual([9]);
});

it("keeps every copy of a blob, and each place once", () => {
  const table = new BlobTable();
  for (const pack of ["one", "two", "one"]) table.add(blob(table, "a", pack));
  expect(table.copies("data", hash("a")).map(({ pack }) => pack)).toEqual([packId("one"), packId("two")]);
  expect(table.packCount).toBe(2);
});

it("lets only the first claim a blob, and none claim one that is stored", () => {
  const table = new BlobTable();
  table.add(blob(table, "stored"));
  expect(table.claim("data", hash("stored"))).toBe(false);
  expect(table.claim("data", hash("new"))).toBe(true);
  expect(table.claim("data", hash("new"))).toBe(false);
});

it("says no place for a claimed blob until it is settled", () => {
  const table = new BlobTable();
  table.claim("data", hash("new"));
  expect(table.location(table.find("data", hash("new")))).toBeUndefined();
  table.settle([blob(table, "new", "pack", 77)]);
  expect(table.location(table.find("data", hash("new")))?.offset).toBe(77);
});

it("forgets a dropped blob and still finds those behind it", () => {
  const table = new BlobTable();
  const names = Array.from({ length: 2000 }, (_, n) => `blob ${n}`);
  for (const name of names) table.add(blob(table, name));
  for (const name of names.slice(0, 1000)) table.drop("data", hash(name));
  expect(names.filter((name) => table.has("data", hash(name)))).toEqual(names.slice(1000));
  expect(table.claim("data", hash("blob 3"))).toBe(true);
});

it("is seen by another thread's view of the same memory, also after it grew", () => {
  const table = new BlobTable();
  const view = new BlobTable(table.memory);
  for (let n = 0; n < 100_000; n++) table.add({ ...blob(table, `blob ${n}`), offset: n });
  for (let n = 0; n < 100_000; n += 997) expect(view.location(view.find("data", hash(`blob ${n}`)))?.offset).toBe(n);
  expect(view.size).toBe(100_000);
});

it("takes at most 64 bytes a blob once it is large", () => {
  const table = new BlobTable();
  const place = { pack: table.addPack(packId("pack"), 5000), offset: 0, length: 40, uncompressedLength: 0 };
  const id = Buffer.alloc(32, 1);
  for (let n = 0; n < 1_000_000; n++) {
    id.writeUInt32LE(Math.imul(n, 0x9e3779b1) >>> 0, 0);
    id.writeUInt32LE(n, 4);
    table.add({ type: "data", id, ...place });
  }
  expect(table.byteLength / table.size).toBeLessThan(64);
});

it("is empty after clear, and usable", () => {
  const table = new BlobTable();
  for (let n = 0; n < 10_000; n++) table.add(blob(table, `blob ${n}`));
  table.clear();
  expect([table.size, table.packCount, table.has("data", hash("blob 5"))]).toEqual([0, 0, false]);
  table.add(blob(table, "again"));
  expect(table.has("data", hash("again"))).toBe(true);
});
