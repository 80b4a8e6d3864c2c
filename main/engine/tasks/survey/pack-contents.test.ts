import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PackId } from "../../format/index.ts";
import { BlobTable } from "../../repository/index.ts";
import { blobRanges } from "./blob-ranges.ts";
import { entriesOf, sortByPack } from "./pack-contents.ts";

const hash = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Packs whose blobs lie back to back, added to the table in any order. */
function tableOf(lengths: readonly (readonly number[])[], shift = 0): BlobTable {
  const table = new BlobTable();
  for (const [n, pack] of lengths.entries()) {
    const number = table.addPack(hash(`pack ${n}`).toString("hex") as PackId, 0);
    const places = pack.map((length, at) => ({
      length,
      offset: pack.slice(0, at).reduce((sum, each) => sum + each, 0),
    }));
    for (const [at, place] of places.reverse().entries()) {
      const isShifted = n === 0 && at === places.length - 2;
      const id = hash(`blob ${n} ${at}`);
      const moved = isShifted ? place.offset + shift : place.offset;
      table.add({ type: "data", id, pack: number, offset: moved, length: place.length, uncompressedLength: 0 });
    }
  }
  return table;
}

const anyPacks = fc.array(fc.array(fc.integer({ min: 33, max: 1e6 }), { minLength: 3, maxLength: 20 }), {
  minLength: 1,
});

describe("the table sorted by packs", () => {
  it("has every entry in its pack, the pack's size, and no gap where there is none", () => {
    fc.assert(
      fc.property(anyPacks, (lengths) => {
        const table = tableOf(lengths);
        const contents = sortByPack(table);
        for (const [pack, blobs] of lengths.entries()) {
          expect(Array.from(entriesOf(contents, pack), (entry) => table.packNumber(entry))).toEqual(
            blobs.map(() => pack),
          );
          expect(contents.sizes[pack]).toBe(36 + blobs.reduce((sum, length) => sum + length + 37, 0));
        }
        expect([...contents.gaps]).toEqual(lengths.map(() => 0));
        expect([...contents.types]).toEqual(lengths.map(() => 1));
      }),
    );
  });

  it("sees a blob that is listed a little off its place, be it in the middle of the pack", () => {
    fc.assert(
      fc.property(anyPacks, fc.integer({ min: 1, max: 1000 }), (lengths, shift) => {
        expect(sortByPack(tableOf(lengths, shift)).gaps[0]).toBe(1);
      }),
    );
  });
});

describe("trees to be read", () => {
  it("are all read once, in order, in stretches that hold them whole", () => {
    fc.assert(
      fc.property(anyPacks, (lengths) => {
        const table = tableOf(lengths);
        const ranges = blobRanges(
          table,
          Array.from({ length: table.size }, (_, entry) => entry),
        );
        const read = ranges.flatMap(({ pack, offset, length, blobs }) =>
          blobs.map((tree) => {
            expect(tree.start + tree.length).toBeLessThanOrEqual(length);
            expect(table.place(tree.entry).offset).toBe(offset + tree.start);
            expect(table.packNumber(tree.entry)).toBe(pack);
            return tree.entry;
          }),
        );
        expect(read.sort((a, b) => a - b)).toEqual(Array.from({ length: table.size }, (_, entry) => entry));
      }),
    );
  });
});
