import { zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compress, DamagedObject, decompress, decompressUnknown } from "./index.ts";

const text = Buffer.from("hello restic, second edition\n".repeat(50));
// Made by restic: a small frame, without the size of its content.
const byRestic = Buffer.from("28b52ffd0000e9000068656c6c6f207265737469632c207365636f6e642065646974696f6e0a", "hex");
const skippable = Buffer.from("5a2a4d1804000000ffffffff", "hex");

describe("zstd", () => {
  it("gives back what was compressed", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.integer({ min: 1, max: 12 }), (bytes, level) => {
        expect(decompress(compress(bytes, level), bytes.length).equals(bytes)).toBe(true);
      }),
    );
  });

  it("reads a frame that does not tell the size of its content", () => {
    expect(decompress(byRestic, 29).toString()).toBe("hello restic, second edition\n");
    expect(decompressUnknown(byRestic, 1000).toString()).toBe("hello restic, second edition\n");
  });

  it("reads several frames, skippable ones among them, as one text", () => {
    const frames = Buffer.concat([
      skippable,
      compress(text),
      skippable,
      byRestic,
      compress(Buffer.alloc(0)),
      skippable,
    ]);

    expect(decompress(frames, text.length + 29).equals(Buffer.concat([text, text.subarray(0, 29)]))).toBe(true);
    expect(decompressUnknown(frames, 10_000)).toHaveLength(text.length + 29);
  });

  it("reads a frame with a checksum, and sees when it is wrong", () => {
    const frame = zstdCompressSync(text, { params: { 201: 1 } }); // ZSTD_c_checksumFlag
    expect(decompress(frame, text.length).equals(text)).toBe(true);

    frame[frame.length - 1] = (frame.at(-1) ?? 0) ^ 1;
    expect(() => decompress(frame, text.length)).toThrow(DamagedObject);
  });

  it("refuses a text that is longer or shorter than told", () => {
    const frame = compress(text);

    expect(() => decompress(frame, text.length - 1)).toThrow(DamagedObject);
    expect(() => decompress(frame, text.length + 1)).toThrow(DamagedObject);
    expect(() => decompress(Buffer.concat([frame, byRestic]), text.length)).toThrow(DamagedObject);
    expect(() => decompressUnknown(frame, text.length - 1)).toThrow(DamagedObject);
    expect(() => decompress(frame, 0)).toThrow(DamagedObject);
  });

  it("refuses a small frame that stands for a huge text", () => {
    const bomb = compress(Buffer.alloc(64 * 1024 * 1024));

    expect(bomb.length).toBeLessThan(10_000);
    expect(() => decompress(bomb, 1000)).toThrow(DamagedObject);
    expect(() => decompressUnknown(bomb, 1024 * 1024)).toThrow(DamagedObject);
  });

  it("refuses a frame that is cut short anywhere, and bytes behind it", () => {
    const frame = compress(text);
    for (let length = 0; length < frame.length; length++) {
      expect(() => decompress(frame.subarray(0, length), text.length)).toThrow(DamagedObject);
    }
    expect(() => decompress(Buffer.concat([frame, Buffer.from("tail of no meaning")]), text.length)).toThrow(
      DamagedObject,
    );
  });

  it("returns or refuses whatever bytes it is given", () => {
    const start = compress(text);
    const changed = fc.tuple(fc.nat(start.length - 1), fc.nat(255)).map(([at, value]) => {
      const bytes = Buffer.from(start);
      bytes[at] = value;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(changed, fc.uint8Array()), (bytes) => {
        try {
          expect(decompressUnknown(bytes, 100_000).length).toBeLessThanOrEqual(100_000);
        } catch (error) {
          expect(error).toBeInstanceOf(DamagedObject);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
