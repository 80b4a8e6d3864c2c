import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { generateMasterKey, Sealer, sha256Hex } from "../crypto/index.ts";
import { decodePackHeader, idBytes } from "../format/index.ts";
import { openBlob } from "./blob-reader.ts";
import { BlobSaver } from "./blob-saver.ts";
import { BlobTable } from "./blob-table.ts";
import type { FinishedPack } from "./pack-builder.ts";

const sealer = new Sealer(generateMasterKey());

function open(options: { version?: 1 | 2; packBytes?: number; table?: BlobTable } = {}) {
  const packs: FinishedPack[] = [];
  const table = options.table ?? new BlobTable();
  const saver = new BlobSaver({
    ...{ table, sealer, version: options.version ?? 2, packBytes: options.packBytes ?? 1 << 20 },
    ...{ compressionLevel: 3, verify: true, takeBuffer: (bytes: number) => new ArrayBuffer(bytes) },
    onPack: (pack) => packs.push(pack),
  });
  return { packs, table, saver };
}

/** Reads a blob out of the finished packs at the place the table gives. */
function readBack(packs: readonly FinishedPack[], table: BlobTable, id: ReturnType<BlobSaver["save"]>["id"]): Buffer {
  const place = table.location(table.find("data", idBytes(id)));
  const pack = packs.find((candidate) => candidate.id === place?.pack);
  if (place === undefined || pack === undefined) throw new Error("no place");
  const sealed = new Uint8Array(pack.buffer, place.offset, place.length);
  return openBlob(sealer, sealed, id, place.uncompressedLength);
}

it("stores each content once, and gives it back at the place the table names", () => {
  const { saver, packs, table } = open();
  const contents = [Buffer.from("a".repeat(5000)), randomBytes(70_000), Buffer.from("short")];
  const saved = contents.map((content) => saver.save("data", content));
  expect(saver.save("data", Buffer.from("short")).isNew).toBe(false);
  saver.finishAll([]);
  expect(packs).toHaveLength(1);
  for (const [at, content] of contents.entries()) {
    const id = saved[at]?.id;
    if (id !== undefined) expect(readBack(packs, table, id)).toEqual(content);
  }
});

it("compresses in version 2 what shrinks, and nothing in version 1", () => {
  const shrinks = Buffer.from("a".repeat(5000));
  for (const [version, expected] of [
    [1, 0],
    [2, 5000],
  ] as const) {
    const { saver, packs } = open({ version });
    saver.save("data", shrinks);
    saver.finishAll([]);
    const [entry] = decodePackHeader(packs[0]?.header ?? Buffer.alloc(0), version);
    expect(entry?.uncompressedLength).toBe(expected);
  }
});

it("stores as it is what compression would make larger", () => {
  const { saver, packs } = open();
  saver.save("data", randomBytes(1000));
  saver.finishAll([]);
  expect(decodePackHeader(packs[0]?.header ?? Buffer.alloc(0), 2)).toMatchObject([
    { length: 1032, uncompressedLength: 0 },
  ]);
});

it("names a pack after its bytes and closes it when it is full", () => {
  const { saver, packs } = open({ packBytes: 100_000 });
  for (let n = 0; n < 8; n++) saver.save("data", randomBytes(30_000));
  expect(packs).toHaveLength(2);
  for (const pack of packs) expect(sha256Hex(new Uint8Array(pack.buffer, 0, pack.length))).toBe(pack.id);
});

it("keeps trees and data in different packs", () => {
  const { saver, packs } = open();
  saver.save("data", Buffer.from("x"));
  saver.save("tree", Buffer.from("x"));
  saver.finishAll([]);
  expect(packs.map(({ type }) => type).sort()).toEqual(["data", "tree"]);
});

it("joins what several threads left over into one pack", () => {
  const table = new BlobTable();
  const threads = [open({ table }), open({ table }), open({ table })];
  const saved = threads.map(({ saver }, n) => saver.save("data", Buffer.from(`thread ${n}`)));
  const leftovers = threads.slice(1).flatMap(({ saver }) => saver.handOver());
  const [first] = threads;
  first?.saver.finishAll(leftovers);
  expect(first?.packs).toHaveLength(1);
  for (const [n, { id }] of saved.entries()) {
    expect(String(readBack(first?.packs ?? [], table, id))).toBe(`thread ${n}`);
  }
});
