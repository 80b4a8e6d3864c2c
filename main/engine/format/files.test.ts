import { describe, expect, it } from "vitest";
import {
  type BlobId,
  DamagedObject,
  decodeConfig,
  decodeIndex,
  decodeKeyFile,
  decodeLockFile,
  decodeMasterKey,
  decodePackHeader,
  decodeSnapshot,
  encodeConfig,
  encodeIndex,
  encodeKeyFile,
  encodeLockFile,
  encodeMasterKey,
  encodePackHeader,
  encodeSnapshot,
  type IndexedPack,
  idBytes,
  idFromBytes,
  isId,
  type PackEntry,
  type PackId,
  packSize,
  type SnapshotId,
  shortId,
  type TimeText,
  UnsupportedFormat,
  unwrapFile,
  wrapFile,
} from "./index.ts";

const ID = "0123456789abcdef".repeat(4);
const TIME = "2024-01-01T00:00:00Z" as TimeText;

describe("ids", () => {
  it("pass between text and bytes, and have a short form", () => {
    expect(idBytes(ID)).toHaveLength(32);
    expect(idFromBytes<BlobId>(Buffer.concat([Buffer.of(9), idBytes(ID)]), 1)).toBe(ID);
    expect(shortId(ID)).toBe("01234567");
    expect(() => idFromBytes<BlobId>(idBytes(ID), 1)).toThrow(RangeError);
  });

  it.each([ID.slice(1), `${ID}0`, ID.toUpperCase(), `${ID}\n`, "g".repeat(64), "", undefined])(
    "do not include %j",
    (text) => {
      expect(isId(text)).toBe(false);
    },
  );
});

describe("snapshots", () => {
  const minimal = { time: TIME, tree: ID as BlobId, paths: ["/a<b"] };

  it("leave out what is not there", () => {
    const bytes = encodeSnapshot({ ...minimal, hostname: "", uid: 0, tags: [], excludes: [] });

    expect(bytes.toString()).toBe(`{"time":"${TIME}","tree":"${ID}","paths":["/a\\u003cb"]}`);
    expect(decodeSnapshot(bytes)).toEqual(minimal);
  });

  it("keep every field, in restic's order", () => {
    const summary = {
      backupStart: TIME,
      backupEnd: TIME,
      filesNew: 1,
      filesChanged: 2,
      filesUnmodified: 3,
      dirsNew: 4,
      dirsChanged: 5,
      dirsUnmodified: 6,
      dataBlobs: 7,
      treeBlobs: 8,
      dataAdded: 9,
      dataAddedPacked: 10,
      totalFilesProcessed: 11,
      totalBytesProcessed: 0,
    };
    const who = { hostname: "h", username: "u", uid: 1000, gid: 100, excludes: ["*.tmp"], tags: ["a"] };
    const [parent, original] = [ID as SnapshotId, ID as SnapshotId];
    const snapshot = { ...minimal, parent, ...who, original, programVersion: "holdfast 1", summary };
    const bytes = encodeSnapshot(snapshot);

    expect(decodeSnapshot(bytes)).toEqual(snapshot);
    expect(bytes.toString()).toBe(
      `{"time":"${TIME}","parent":"${ID}","tree":"${ID}","paths":["/a\\u003cb"],"hostname":"h","username":"u","uid":1000,` +
        `"gid":100,"excludes":["*.tmp"],"tags":["a"],"original":"${ID}","program_version":"holdfast 1",` +
        `"summary":{"backup_start":"${TIME}","backup_end":"${TIME}","files_new":1,"files_changed":2,"files_unmodified":3,` +
        '"dirs_new":4,"dirs_changed":5,"dirs_unmodified":6,"data_blobs":7,"tree_blobs":8,"data_added":9,' +
        '"data_added_packed":10,"total_files_processed":11,"total_bytes_processed":0}}',
    );
  });

  it("without a tree are refused", () => {
    expect(() => decodeSnapshot(Buffer.from(`{"time":"${TIME}","paths":[]}`))).toThrow(DamagedObject);
  });
});

describe("the configuration", () => {
  it("is written and read as restic has it", () => {
    const config = { version: 2, id: ID, chunkerPolynomial: 0x3da3358b4dc173n } as const;
    const bytes = encodeConfig(config);

    expect(bytes.toString()).toBe(`{"version":2,"id":"${ID}","chunker_polynomial":"3da3358b4dc173"}`);
    expect(decodeConfig(bytes)).toEqual(config);
  });

  it.each([0, 3, 99])("of version %d is not supported, which is not damage", (version) => {
    const bytes = Buffer.from(`{"version":${version},"id":"${ID}","chunker_polynomial":"3"}`);

    expect(() => decodeConfig(bytes)).toThrow(UnsupportedFormat);
  });

  it.each([
    "",
    "{}",
    `{"version":2,"id":"x","chunker_polynomial":"3"}`,
    `{"version":2,"id":"${ID}","chunker_polynomial":"0x3"}`,
  ])("is refused as %j", (text) => {
    expect(() => decodeConfig(Buffer.from(text))).toThrow(DamagedObject);
  });
});

describe("key files", () => {
  const key = {
    created: TIME,
    username: "u",
    hostname: "h",
    kdf: "scrypt",
    N: 1024,
    r: 8,
    p: 1,
    salt: Buffer.alloc(64, 1),
    data: Buffer.alloc(32, 2),
  } as const;

  it("are written in restic's order and read back", () => {
    const bytes = encodeKeyFile(key);

    expect(Object.keys(JSON.parse(bytes.toString()) as object).join()).toBe(
      "created,username,hostname,kdf,N,r,p,salt,data",
    );
    expect(decodeKeyFile(bytes)).toEqual(key);
  });

  it("with another key derivation are not supported", () => {
    const text = encodeKeyFile(key).toString().replace("scrypt", "argon2");

    expect(() => decodeKeyFile(Buffer.from(text))).toThrow(UnsupportedFormat);
  });

  it("with a salt of another length are refused", () => {
    expect(() => decodeKeyFile(encodeKeyFile({ ...key, salt: Buffer.alloc(63) }))).toThrow(DamagedObject);
  });

  it("hold a master key whose parts have their sizes", () => {
    const master = { encrypt: Buffer.alloc(32, 1), k: Buffer.alloc(16, 2), r: Buffer.alloc(16, 3) };

    expect(decodeMasterKey(encodeMasterKey(master))).toEqual(master);
    expect(() => decodeMasterKey(encodeMasterKey({ ...master, r: Buffer.alloc(15, 3) }))).toThrow(DamagedObject);
  });
});

describe("indexes", () => {
  const plain = { id: ID as BlobId, type: "tree", offset: 0, length: 40, uncompressedLength: 0 } as const;
  const packed = { id: ID as BlobId, type: "data", offset: 40, length: 4294967295, uncompressedLength: 7 } as const;
  const packs: IndexedPack[] = [{ id: ID as PackId, blobs: [plain, packed] }];

  it("end with a newline and tell the plaintext's length of compressed blobs only", () => {
    expect(encodeIndex(packs).toString()).toBe(
      `{"packs":[{"id":"${ID}","blobs":[{"id":"${ID}","type":"tree","offset":0,"length":40},` +
        `{"id":"${ID}","type":"data","offset":40,"length":4294967295,"uncompressed_length":7}]}]}\n`,
    );
    expect(decodeIndex(encodeIndex(packs), 2)).toEqual({ packs, supersedes: [] });
  });

  it("of older restic may name those they supersede", () => {
    const bytes = Buffer.from(`{"supersedes":["${ID}"],"packs":[]}`);

    expect(decodeIndex(bytes, 1)).toEqual({ packs: [], supersedes: [ID] });
  });

  it("of version 1 must not have compressed blobs", () => {
    expect(() => decodeIndex(encodeIndex(packs), 1)).toThrow(DamagedObject);
  });
});

describe("pack headers", () => {
  const entry = (type: "data" | "tree", uncompressedLength: number): PackEntry => {
    return { type, id: ID as BlobId, length: 0x01020304, uncompressedLength };
  };
  const entries = [entry("data", 0), entry("tree", 0), entry("data", 0x0a0b0c0d), entry("tree", 1)];

  it("have the four kinds of entries", () => {
    const header = encodePackHeader(entries);

    expect(header.toString("hex")).toBe(`0004030201${ID}0104030201${ID}02040302010d0c0b0a${ID}030403020101000000${ID}`);
    expect(decodePackHeader(header, 2)).toEqual(entries);
  });

  it("give the size that the pack must have", () => {
    expect(packSize([])).toBe(36);
    expect(packSize(entries)).toBe(4 * 0x01020304 + 36 + 2 * 37 + 2 * 41);
  });

  it("of version 1 must not have compressed blobs", () => {
    expect(decodePackHeader(encodePackHeader(entries.slice(0, 2)), 1)).toHaveLength(2);
    expect(() => decodePackHeader(encodePackHeader(entries), 1)).toThrow(DamagedObject);
  });

  it.each([
    ["nothing", ""],
    ["an unknown type", `0440000000${ID}`],
    ["an entry cut short", `0040000000${ID.slice(2)}`],
    ["a blob too short for its seal", `001f000000${ID}`],
    ["a compressed blob of nothing", `024000000000000000${ID}`],
  ])("with %s are refused", (_what, hex) => {
    expect(() => decodePackHeader(Buffer.from(hex, "hex"), 2)).toThrow(DamagedObject);
  });
});

describe("locks", () => {
  const lock = { time: TIME, exclusive: false, hostname: "h", username: "u", pid: 123 };

  it("leave out the user of number 0", () => {
    const bytes = encodeLockFile({ ...lock, uid: 0, gid: 5 });

    expect(bytes.toString()).toBe(
      `{"time":"${TIME}","exclusive":false,"hostname":"h","username":"u","pid":123,"gid":5}`,
    );
    expect(decodeLockFile(bytes)).toEqual({ ...lock, gid: 5 });
  });
});

describe("single files", () => {
  const json = Buffer.from(`{"a":"${"b".repeat(500)}"}`);

  it("are compressed behind a marker in version 2 and plain in version 1", () => {
    const wrapped = wrapFile(json, 2);

    expect(wrapped[0]).toBe(2);
    expect(wrapped.length).toBeLessThan(100);
    expect(unwrapFile(wrapped, 2).equals(json)).toBe(true);
    expect(wrapFile(json, 1).equals(json)).toBe(true);
    expect(unwrapFile(json, 1).equals(json)).toBe(true);
  });

  it("that are plain from before an upgrade are read in version 2", () => {
    expect(unwrapFile(json, 2).equals(json)).toBe(true);
    expect(unwrapFile(Buffer.from("[]"), 2).toString()).toBe("[]");
  });

  it.each([[[]], [[1]], [[3, 1, 2]], [[2]]])("of the bytes %j are refused", (bytes) => {
    expect(() => unwrapFile(Buffer.from(bytes), 2)).toThrow(DamagedObject);
  });
});
