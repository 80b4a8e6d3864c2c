import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compress,
  DamagedObject,
  decodeConfig,
  decodeIndex,
  decodeKeyFile,
  decodeLockFile,
  decodeMasterKey,
  decodePackHeader,
  decodeSnapshot,
  decodeTree,
  UnsupportedFormat,
  unwrapFile,
} from "./index.ts";

const id = "ab".repeat(32);
const time = "2024-01-01T00:00:00Z";
const base64 = Buffer.alloc(64).toString("base64");

/** Every decoder of bytes that come from a storage, with a sound example of what it reads. */
const decoders: readonly [string, (bytes: Uint8Array) => unknown, Uint8Array][] = [
  [
    "tree",
    decodeTree,
    text({
      nodes: [
        {
          name: "a\\u00a0",
          type: "file",
          mtime: time,
          atime: time,
          ctime: time,
          inode: 1,
          content: [id],
          linktarget_raw: "YQ==",
        },
      ],
    }),
  ],
  [
    "snapshot",
    decodeSnapshot,
    text({ time, tree: id, paths: ["/a"], tags: ["t"], summary: { backup_start: time, backup_end: time } }),
  ],
  ["configuration", decodeConfig, text({ version: 2, id, chunker_polynomial: "3da3358b4dc173" })],
  [
    "key file",
    decodeKeyFile,
    text({ created: time, kdf: "scrypt", N: 2, r: 1, p: 1, salt: `${base64}`, data: "YQ==" }),
  ],
  ["master key", decodeMasterKey, text({ mac: { k: base64.slice(0, 22), r: "" }, encrypt: base64 })],
  ["index of version 2", (bytes) => decodeIndex(bytes, 2), index()],
  ["index of version 1", (bytes) => decodeIndex(bytes, 1), index()],
  ["pack header of version 2", (bytes) => decodePackHeader(bytes, 2), Buffer.from(`0240000000ff000000${id}`, "hex")],
  ["pack header of version 1", (bytes) => decodePackHeader(bytes, 1), Buffer.from(`0140000000${id}`, "hex")],
  ["lock", decodeLockFile, text({ time, exclusive: true, hostname: "h", username: "u", pid: 1 })],
  ["single file", (bytes) => unwrapFile(bytes, 2), Buffer.concat([Buffer.of(2), compress(text({ a: 1 }))])],
];

describe.each(decoders)("the decoder of a %s", (_what, decode, sample) => {
  it("returns or refuses whatever bytes it is given", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        returnsOrRefuses(decode, bytes);
      }),
      { numRuns: 500 },
    );
  });

  it("returns or refuses any JSON", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        returnsOrRefuses(decode, Buffer.from(json));
      }),
      { numRuns: 300 },
    );
  });

  it("returns or refuses a sound object in which bytes were changed, added or lost", () => {
    const change = fc.record({ at: fc.nat(sample.length), drop: fc.nat(3), put: fc.uint8Array({ maxLength: 3 }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        let bytes = Buffer.from(sample);
        for (const { at, drop, put } of changes) {
          bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + drop)]);
        }
        returnsOrRefuses(decode, bytes);
      }),
      { numRuns: 1000 },
    );
  });
});

function text(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function index(): Buffer {
  const blob = { id, type: "data", offset: 0, length: 40, uncompressed_length: 100 };
  return text({ packs: [{ id, blobs: [blob] }] });
}

function returnsOrRefuses(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): void {
  try {
    decode(bytes);
  } catch (error) {
    const isRefusal = error instanceof DamagedObject || error instanceof UnsupportedFormat;
    expect(isRefusal, String(error)).toBe(true);
  }
}
