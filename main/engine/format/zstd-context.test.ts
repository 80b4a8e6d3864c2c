import { randomBytes } from "node:crypto";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { expect, it } from "vitest";
import { ZstdContext } from "./zstd-context.ts";

const TEXTS = ["", "a", "hello ".repeat(1000), randomBytes(5000).toString("base64")].map((text) => Buffer.from(text));

// If this fails, Node has changed inside: everything still works, a third slower for small files.
it("can be had from this Node", () => {
  expect(
    ZstdContext.compressing({ [constants.ZSTD_c_compressionLevel]: 3 }).run(Buffer.from("text"), Buffer.alloc(100)),
  ).toBeGreaterThan(0);
});

it("makes one frame after the other that the public calls read", () => {
  const context = ZstdContext.compressing({ [constants.ZSTD_c_compressionLevel]: 3 });
  const output = Buffer.alloc(100_000);
  for (const text of [...TEXTS, ...TEXTS]) {
    const length = context.run(text, output);
    expect(zstdDecompressSync(output.subarray(0, length))).toEqual(text);
  }
});

it("reads one frame after the other that the public calls made", () => {
  const context = ZstdContext.decompressing();
  const output = Buffer.alloc(100_000);
  for (const text of [...TEXTS, ...TEXTS]) {
    const length = context.run(zstdCompressSync(text), output);
    expect(output.subarray(0, length)).toEqual(text);
  }
});

it("says when the output is too small, and goes on", () => {
  const context = ZstdContext.decompressing();
  const frame = zstdCompressSync(Buffer.alloc(5000));
  expect(context.run(frame, Buffer.alloc(4999))).toBeUndefined();
  expect(context.run(frame, Buffer.alloc(5001))).toBe(5000);
});

it("throws for what is not zstd, and goes on", () => {
  const context = ZstdContext.decompressing();
  for (let attempt = 0; attempt < 3; attempt++) {
    expect(() => context.run(Buffer.from("this is no frame at all"), Buffer.alloc(100))).toThrow(/frame/i);
    expect(context.run(zstdCompressSync(Buffer.from("fine")), Buffer.alloc(100))).toBe(4);
  }
});
