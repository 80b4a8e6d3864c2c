import fc from "fast-check";
import { expect, it } from "vitest";
import { DamagedObject } from "./damaged.ts";
import { type BlobId, idFromBytes } from "./ids.ts";
import type { PackColumns } from "./index-columns.ts";
import { decodeIndex, encodeIndex, type IndexedPack } from "./index-file.ts";
import { readIndexPacks } from "./index-text.ts";
import { packSize } from "./pack-header.ts";

const id = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => idFromBytes(bytes));
const number = fc.oneof(fc.nat(), fc.constantFrom(0, 999_999_999, 2 ** 32 - 1));
const blob = fc.record({
  id,
  type: fc.constantFrom("data", "tree"),
  offset: number,
  length: number,
  uncompressedLength: number,
});
const packs = fc.array(fc.record({ id, blobs: fc.array(blob, { maxLength: 6 }) }), { maxLength: 6 });

function read(bytes: Uint8Array, version: 1 | 2 = 2): IndexedPack[] {
  return Array.from(readIndexPacks(bytes, version), packOf);
}

function packOf(columns: PackColumns): IndexedPack {
  const blobs = Array.from({ length: columns.count }, (_, row) => ({
    id: idFromBytes<BlobId>(columns.ids, row * 32),
    type: columns.isTree[row] === 1 ? ("tree" as const) : ("data" as const),
    offset: columns.offsets[row] ?? 0,
    length: columns.lengths[row] ?? 0,
    uncompressedLength: columns.uncompressedLengths[row] ?? 0,
  }));
  expect(columns.packSize).toBe(packSize(blobs));
  return { id: columns.id, blobs };
}

it("gives the packs of any index that we write, in order", () => {
  fc.assert(
    fc.property(packs, (listed) => {
      // Ids are branded; the generator makes plain text of the same form.
      const index = listed as unknown as IndexedPack[];
      expect(read(encodeIndex(index))).toEqual(index);
    }),
  );
});

it("gives the same as decoding the whole for what is written differently, also from the middle on", () => {
  const plain = String(
    encodeIndex([
      { id: "ab".repeat(32), blobs: [] },
      { id: "cd".repeat(32), blobs: [] },
    ] as never),
  );
  const variants = [
    plain.replace(",", ", "),
    plain.replace('{"packs"', '{ "packs"'),
    plain.replace('{"packs"', '{"supersedes":[],"packs"'),
    plain.replaceAll('"blobs":[]', '"blobs":null'),
    plain.replace('"blobs":[]},{', '"blobs":[],"later":1},{'),
    plain.trimEnd(),
    '{"packs":[]}',
    '{"packs":null}\n',
  ];
  for (const text of variants) expect(read(Buffer.from(text))).toEqual(decodeIndex(Buffer.from(text), 2).packs);
});

it("refuses what decoding the whole refuses", () => {
  const compressed = '{"id":"ab","blobs":[]}'
    .replace("ab", "ab".repeat(32))
    .replace("[]", `[{"id":"${"cd".repeat(32)}","type":"data","offset":0,"length":40,"uncompressed_length":9}]`);
  expect(() => read(Buffer.from(`{"packs":[${compressed}]}\n`), 1)).toThrow(DamagedObject);
  const blob = `{"id":"${"cd".repeat(32)}","type":"data","offset":0,"length":40}`;
  const around = (blobs: string): string => `{"packs":[{"id":"${"ab".repeat(32)}","blobs":[${blobs}]}]}\n`;
  const wrong = [
    `${blob},`,
    `,${blob}`,
    blob.replace('"length":40', '"length":040'),
    blob.replace("40}", "4294967296}"),
  ];
  wrong.push(
    blob.replace("cd", "CD"),
    blob.replace("cd", "cg"),
    blob.replace('"offset":0', '"offset":'),
    blob.slice(0, -1),
  );
  for (const text of wrong.map(around)) expect(() => read(Buffer.from(text))).toThrow(DamagedObject);
  for (const text of ["", "{}x", '{"packs":[{"id":"short","blobs":[]}]}', '{"packs":[]}{"packs":[]}', '{"packs":[']) {
    expect(() => read(Buffer.from(text))).toThrow(DamagedObject);
  }
});
