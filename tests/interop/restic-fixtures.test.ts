import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { deriveUserKey, type MasterKey, Sealer, sha256Hex, WrongSeal } from "../../main/engine/crypto/index.ts";
import {
  decodeConfig,
  decodeIndex,
  decodeKeyFile,
  decodeMasterKey,
  decodePackHeader,
  decodeSnapshot,
  decodeTree,
  decompress,
  encodeConfig,
  encodeIndex,
  encodeKeyFile,
  encodePackHeader,
  encodeSnapshot,
  encodeTree,
  type FormatVersion,
  HEADER_LENGTH_BYTES,
  type PackEntry,
  packSize,
  unwrapFile,
  wrapFile,
} from "../../main/engine/format/index.ts";

interface ExpectedBlob {
  readonly type: number;
  readonly id: string;
  readonly offset: number;
  readonly length: number;
  readonly uncompressed_length: number;
}

/** The part of EXPECTED.json that this test compares with. */
interface Expected {
  readonly version: FormatVersion;
  readonly id: string;
  readonly chunker_polynomial: string;
  readonly master_key: { readonly mac: { readonly k: string; readonly r: string }; readonly encrypt: string };
  readonly keys: readonly { readonly file: string; readonly password: string; readonly scrypt_output_hex: string }[];
  readonly packs: readonly { readonly id: string; readonly size: number; readonly blobs: readonly ExpectedBlob[] }[];
  readonly snapshots: readonly { readonly id: string; readonly json: string }[];
}

/** The trees of the folder `links`: restic 0.14 stored one link target lossily, with escapes instead of the bytes. */
const LOSSY_TREES = {
  1: ["a8a13061068332e9f7ef3154673f2021d5e5ffd4533f9eb1e2a8f534a3e6862a"],
  2: [
    "a8a13061068332e9f7ef3154673f2021d5e5ffd4533f9eb1e2a8f534a3e6862a",
    "c004bfc2945354e5be1b649e566953092012e36484e99c65330005b41bcd7f9f",
  ],
} as const;

describe.each([1, 2] as const)("the repository that restic wrote in version %d", (version) => {
  const folder = fileURLToPath(new URL(`../fixtures/restic-repo-v${version}/`, import.meta.url));
  const read = (...path: string[]): Buffer => readFileSync(join(folder, "repo", ...path));
  // The file is part of the project and has this form.
  const expected = JSON.parse(readFileSync(join(folder, "EXPECTED.json"), "utf8")) as Expected;
  const sealer = new Sealer(masterKeyOf(expected));

  /** The blobs of a pack, with their plaintext before decompression. */
  function openPack(id: string): {
    readonly entries: readonly PackEntry[];
    readonly header: Buffer;
    readonly blobs: Buffer[];
  } {
    const pack = read("data", id.slice(0, 2), id);
    const headerEnd = pack.length - HEADER_LENGTH_BYTES;
    const header = sealer.open(pack.subarray(headerEnd - pack.readUInt32LE(headerEnd), headerEnd));
    const entries = decodePackHeader(header, version);
    let end = 0;
    const blobs = entries.map(({ length }) => {
      end += length;
      return sealer.open(pack.subarray(end - length, end));
    });
    return { entries, header, blobs };
  }

  it.each(expected.keys)("opens with the password of key $file", async ({ file, password, scrypt_output_hex }) => {
    const key = decodeKeyFile(read("keys", file));
    const userKey = await deriveUserKey(Buffer.from(password), key);
    const master = decodeMasterKey(new Sealer(userKey).open(key.data));

    expect(Buffer.concat([userKey.encrypt, userKey.k, userKey.r]).toString("hex")).toBe(scrypt_output_hex);
    expect(master).toEqual(masterKeyOf(expected));
    expect(encodeKeyFile(key).equals(read("keys", file))).toBe(true);
  });

  it("does not open with another password", async () => {
    const key = decodeKeyFile(read("keys", expected.keys[0]?.file ?? ""));
    const userKey = await deriveUserKey(Buffer.from("fixture-passwort"), key);

    expect(() => new Sealer(userKey).open(key.data)).toThrow(WrongSeal);
  });

  it("has a configuration that is read and written alike", () => {
    const plain = sealer.open(read("config"));
    const config = decodeConfig(plain);

    expect(config.id).toBe(expected.id);
    expect(config.chunkerPolynomial.toString(16)).toBe(expected.chunker_polynomial);
    expect(encodeConfig(config).equals(plain)).toBe(true);
  });

  it.each(expected.packs)("has pack $id with the header that was expected", ({ id, size, blobs }) => {
    const { entries, header } = openPack(id);
    const numbered = entries.map((entry, i) => ({
      type: (entry.type === "tree" ? 1 : 0) + (entry.uncompressedLength === 0 ? 0 : 2),
      id: entry.id,
      offset: entries.slice(0, i).reduce((sum, before) => sum + before.length, 0),
      length: entry.length,
      uncompressed_length: entry.uncompressedLength,
    }));

    expect(numbered).toEqual(blobs.map((blob) => ({ ...blob, uncompressed_length: blob.uncompressed_length ?? 0 })));
    expect(packSize(entries)).toBe(size);
    expect(encodePackHeader(entries).equals(header)).toBe(true);
  });

  it.each(expected.packs)("has blobs in pack $id whose plaintext has the id", ({ id }) => {
    const { entries, blobs } = openPack(id);

    expect(entries.map((entry, i) => sha256Hex(plaintextOf(entry, blobs[i])))).toEqual(
      entries.map((entry) => entry.id),
    );
  });

  it("has trees that give the same id when read and written again", () => {
    const changed: string[] = [];
    for (const { id } of expected.packs) {
      const { entries, blobs } = openPack(id);
      for (const [i, entry] of entries.entries()) {
        if (entry.type !== "tree") continue;
        const tree = plaintextOf(entry, blobs[i]);
        const written = encodeTree(decodeTree(tree));
        if (sha256Hex(written) === entry.id) continue;
        changed.push(entry.id);
        // What the reader knows is the character that the escapes stand for.
        expect(written.toString()).toBe(tree.toString().replaceAll("\\ufffd", "\ufffd"));
      }
    }

    expect(changed.sort()).toEqual(LOSSY_TREES[version]);
  });

  it.each(expected.snapshots)("has snapshot $id, read and written alike", ({ id, json }) => {
    const plain = unwrapFile(sealer.open(read("snapshots", id)), version);

    expect(plain.toString()).toBe(json);
    expect(encodeSnapshot(decodeSnapshot(plain)).toString()).toBe(json);
    expect(unwrapFile(wrapFile(plain, version), version).equals(plain)).toBe(true);
  });

  it("has indexes that list every blob of every pack", () => {
    const found = new Map<string, string[]>();
    for (const name of readdirSync(join(folder, "repo", "index"))) {
      const plain = unwrapFile(sealer.open(read("index", name)), version);
      const { packs } = decodeIndex(plain, version);
      for (const pack of packs) found.set(pack.id, pack.blobs.map((blob) => blob.id).sort());
      expect(encodeIndex(packs).toString().trimEnd()).toBe(plain.toString().trimEnd());
    }

    for (const { id, blobs } of expected.packs) expect(found.get(id)).toEqual(blobs.map((blob) => blob.id).sort());
  });
});

function masterKeyOf({ master_key: { mac, encrypt } }: Expected): MasterKey {
  const bytes = (text: string): Buffer => Buffer.from(text, "base64");
  return { encrypt: bytes(encrypt), k: bytes(mac.k), r: bytes(mac.r) };
}

function plaintextOf(entry: PackEntry, opened: Buffer = Buffer.alloc(0)): Buffer {
  return entry.uncompressedLength === 0 ? opened : decompress(opened, entry.uncompressedLength);
}
