import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PackId } from "../../format/index.ts";
import { BlobTable } from "../../repository/index.ts";
import { Bits, surveyPacks } from "./pack-survey.ts";

const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
const LENGTH = 100;

const typeOf = (name: string) => (name === name.toUpperCase() ? "tree" : "data");
const idOf = (name: string): Buffer => hash(name.toLowerCase());

/** Packs by the names of their blobs, each of 100 bytes; a name in capitals is a folder list of the same id. */
function surveyed(packs: readonly (readonly string[])[], needed: readonly string[], unsound: readonly number[] = []) {
  const table = new BlobTable();
  for (const [n, names] of packs.entries()) {
    const pack = table.addPack(hash(`pack ${n}`).toString("hex") as PackId, 0);
    for (const [at, name] of names.entries()) {
      const place = { pack, offset: at * LENGTH, length: LENGTH, uncompressedLength: 1 };
      table.add({ type: typeOf(name), id: idOf(name), ...place });
    }
  }
  const seen = new Bits(new SharedArrayBuffer(Math.ceil((table.size + 1) / 32) * 4));
  for (const name of needed) seen.set(table.find(typeOf(name), idOf(name)));
  const sound = Uint8Array.from(packs, (_, pack) => (unsound.includes(pack) ? 0 : 1));
  return { table, ...surveyPacks(table, seen.memory, sound) };
}

describe("the survey of packs", () => {
  it("tells what is needed of each, what is not, and what is there twice", () => {
    const { usedBlobs, unusedBytes, duplicateBlobs } = surveyed(
      [["a", "b", "x"], ["c", "y", "z"], ["a"]],
      ["a", "b", "c"],
    );
    expect([...usedBlobs]).toEqual([1, 1, 1]);
    expect([...unusedBytes]).toEqual([200, 200, 0]);
    expect([...duplicateBlobs]).toEqual([1, 0, 0]);
  });

  it("counts the copy in the pack with the least that nobody needs, as an interrupted prune has written it", () => {
    const { usedBlobs } = surveyed(
      [
        ["a", "x", "b"],
        ["a", "b"],
        ["b", "y"],
      ],
      ["a", "b"],
    );
    expect([...usedBlobs]).toEqual([0, 2, 0]);
  });

  it("counts no copy in a pack that is not as the index says, if there is another", () => {
    expect([
      ...surveyed(
        [
          ["a", "b"],
          ["a", "x"],
        ],
        ["a", "b"],
        [0],
      ).usedBlobs,
    ]).toEqual([1, 1]);
  });

  it("tells a folder list from file content of the same bytes", () => {
    expect([...surveyed([["A", "a"]], ["A"]).usedBlobs]).toEqual([1]);
  });
});

it("chooses exactly one copy of each blob that is needed and none of the others", () => {
  const names = fc.constantFrom(..."abcdefghAB");
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(names, { minLength: 1 }), { minLength: 1, maxLength: 8 }),
      fc.nat(),
      (packs, pick) => {
        const there = [...new Set(packs.flat())];
        const needed = there.filter((_, at) => ((pick >> at) & 1) === 1);
        const { table, chosen, usedBlobs } = surveyed(packs, needed);
        const bits = new Bits(chosen);
        const kept = Array.from({ length: table.size }, (_, entry) => entry).filter((entry) => bits.has(entry));
        expect(kept.map((entry) => `${table.typeOf(entry)} ${table.idOf(entry)}`).sort()).toEqual(
          needed.map((name) => `${typeOf(name)} ${idOf(name).toString("hex")}`).sort(),
        );
        expect(usedBlobs.reduce((sum, count) => sum + count, 0)).toBe(needed.length);
      },
    ),
  );
});
