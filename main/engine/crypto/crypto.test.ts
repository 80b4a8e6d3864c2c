import { createCipheriv, createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  deriveUserKey,
  generateMasterKey,
  KeyTooCostly,
  type MasterKey,
  SCRYPT_FOR_NEW_KEYS,
  SEAL_OVERHEAD,
  Sealer,
  sha256,
  sha256Hex,
  UnusableKey,
  WrongSeal,
} from "./index.ts";

interface Vectors {
  readonly key_file: {
    readonly password: string;
    readonly content: string;
    readonly scrypt_output_hex: string;
    readonly master_key_json: string;
  };
  readonly sealed: readonly { readonly iv: string; readonly plaintext_hex: string; readonly sealed_hex: string }[];
}

// The file is part of the project and has this form.
const vectors = JSON.parse(
  readFileSync(new URL("../../../tests/fixtures/restic-vectors/crypto.json", import.meta.url), "utf8"),
) as Vectors;
const masterJson = JSON.parse(vectors.key_file.master_key_json) as { mac: { k: string; r: string }; encrypt: string };
const base64 = (text: string): Buffer => Buffer.from(text, "base64");
const key: MasterKey = {
  encrypt: base64(masterJson.encrypt),
  k: base64(masterJson.mac.k),
  r: base64(masterJson.mac.r),
};
const sealer = new Sealer(key);

/** Around the block size, and around the length at which the way of enciphering changes. */
const LENGTHS = [0, 1, 3, 4, 5, 15, 16, 17, 31, 32, 33, 1000, 32767, 32768, 32769, 65536, 100_001];

function textOf(length: number): Buffer {
  return Buffer.alloc(length, "some text that does not repeat in step with anything ");
}

describe("Sealer", () => {
  it.each(vectors.sealed)("opens what was sealed with IV $iv", ({ plaintext_hex, sealed_hex }) => {
    expect(sealer.open(Buffer.from(sealed_hex, "hex")).toString("hex")).toBe(plaintext_hex);
  });

  it("opens the key file's data with the key that the password gives", async () => {
    const file = JSON.parse(vectors.key_file.content) as {
      N: number;
      r: number;
      p: number;
      salt: string;
      data: string;
    };
    const { N, r, p, salt, data } = file;
    const userKey = await deriveUserKey(Buffer.from(vectors.key_file.password), { N, r, p, salt: base64(salt) });

    expect(Buffer.concat([userKey.encrypt, userKey.k, userKey.r]).toString("hex")).toBe(
      vectors.key_file.scrypt_output_hex,
    );
    expect(new Sealer(userKey).open(base64(data)).toString()).toBe(vectors.key_file.master_key_json);
  });

  it.each(LENGTHS)("opens what it sealed, of %d bytes", (length) => {
    const sealed = sealer.seal(textOf(length));

    expect(sealed).toHaveLength(length + SEAL_OVERHEAD);
    expect(sealer.open(sealed).equals(textOf(length))).toBe(true);
  });

  it.each(LENGTHS)("enciphers %d bytes as the system's counter mode does", (length) => {
    const sealed = sealer.seal(textOf(length));
    const ciphertext = createCipheriv("aes-256-ctr", key.encrypt, sealed.subarray(0, 16)).update(textOf(length));

    expect(sealed.subarray(16, -16).equals(ciphertext)).toBe(true);
  });

  it.each([
    ["all of it", "ff".repeat(16)],
    ["twelve bytes", `01020304${"ff".repeat(12)}`],
    ["eight bytes", `0102030405060708${"ff".repeat(8)}`],
    ["four bytes", `0102030405060708090a0b0c${"ff".repeat(4)}`],
    ["a sign", `${"7f".repeat(4)}7fffffff7fffffff7fffffff`],
  ])("counts like the system where the counter overflows in %s", (_what, iv) => {
    for (const length of [100, 40_000]) {
      const sealed = sealWithIv(Buffer.from(iv, "hex"), textOf(length));
      expect(sealer.open(sealed).equals(textOf(length))).toBe(true);
    }
  });

  it("seals into any place of a larger buffer and touches nothing else", () => {
    for (let offset = 0; offset < 9; offset++) {
      const out = new Uint8Array(200).fill(0xee);
      const written = sealer.sealInto(textOf(101), out, offset);

      expect(written).toBe(133);
      expect(sealer.open(out.subarray(offset, offset + written)).equals(textOf(101))).toBe(true);
      expect([...out.subarray(0, offset), ...out.subarray(offset + written)].every((byte) => byte === 0xee)).toBe(true);
    }
  });

  it.each([101, 40_000])("seals %d bytes in the place where they lie", (length) => {
    const out = Buffer.alloc(length + 64);
    for (const offset of [0, 7, 16, 32]) {
      const plain = out.subarray(offset, offset + length);
      plain.set(textOf(length));
      sealer.sealInto(plain, out, 5);
      expect(sealer.open(out.subarray(5, 5 + length + SEAL_OVERHEAD)).equals(textOf(length))).toBe(true);
    }
  });

  it("reads and writes views that do not start where their memory does", () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(100), (offset, length) => {
        const plain = new Uint8Array(textOf(offset + length).buffer, 0).slice().subarray(offset, offset + length);
        const sealed = Buffer.concat([Buffer.alloc(offset), sealer.seal(plain)]).subarray(offset);
        expect(sealer.open(sealed).equals(plain)).toBe(true);
      }),
    );
  });

  it("refuses a place that is too small", () => {
    expect(() => sealer.sealInto(textOf(10), new Uint8Array(50), 9)).toThrow(RangeError);
    expect(() => sealer.sealInto(textOf(10), new Uint8Array(50), -1)).toThrow(RangeError);
  });

  it("never uses an IV twice", () => {
    const ivs = new Set<string>();
    for (let i = 0; i < 1000; i++) ivs.add(sealer.seal(Buffer.alloc(0)).subarray(0, 16).toString("hex"));

    expect(ivs.size).toBe(1000);
  });

  it("refuses bytes of which any bit was changed", () => {
    const sealed = sealer.seal(textOf(20));
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => sealer.open(changed)).toThrow(WrongSeal);
    }
  });

  it("opens or refuses whatever bytes it is given", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(() => sealer.open(bytes)).toThrow(WrongSeal);
      }),
    );
  });

  it("refuses what another key sealed", () => {
    expect(() => sealer.open(new Sealer(generateMasterKey()).seal(textOf(20)))).toThrow(WrongSeal);
  });

  it("refuses an IV of zeros even if the MAC is right", () => {
    expect(() => sealer.open(sealWithIv(Buffer.alloc(16), textOf(20)))).toThrow(WrongSeal);
  });

  it("takes r as it was drawn or clamped, to the same end", () => {
    const clamped = Buffer.from(key.r);
    for (const i of [3, 7, 11, 15]) clamped[i] = (clamped[i] ?? 0) & 0x0f;
    for (const i of [4, 8, 12]) clamped[i] = (clamped[i] ?? 0) & 0xfc;

    expect(clamped.equals(key.r)).toBe(false);
    expect(new Sealer({ ...key, r: clamped }).open(sealer.seal(textOf(20))).equals(textOf(20))).toBe(true);
  });

  it.each(["encrypt", "k", "r"] as const)("refuses a key whose part %s is zero or of another size", (part) => {
    expect(() => new Sealer({ ...key, [part]: Buffer.alloc(key[part].length) })).toThrow(UnusableKey);
    expect(() => new Sealer({ ...key, [part]: key[part].subarray(1) })).toThrow(UnusableKey);
  });
});

describe("keys", () => {
  it("are drawn anew each time", () => {
    const keys = Array.from({ length: 20 }, generateMasterKey);

    expect(new Set(keys.map(({ encrypt, k, r }) => Buffer.concat([encrypt, k, r]).toString("hex"))).size).toBe(20);
    for (const drawn of keys) expect(() => new Sealer(drawn)).not.toThrow();
  });

  it("are derived with the parameters for new keys, and from an empty password too", async () => {
    const salt = Buffer.alloc(64, 1);
    const [one, other] = await Promise.all([
      deriveUserKey(Buffer.alloc(0), { ...SCRYPT_FOR_NEW_KEYS, salt }),
      deriveUserKey(Buffer.from(" "), { ...SCRYPT_FOR_NEW_KEYS, salt }),
    ]);

    expect(one.encrypt).toHaveLength(32);
    expect(one.encrypt.equals(other.encrypt)).toBe(false);
  });

  it.each([
    { N: 2 ** 24, r: 8, p: 1 },
    { N: 2 ** 15, r: 2 ** 20, p: 1 },
    { N: 2 ** 20, r: 8, p: 1000 },
    { N: 2, r: 1, p: 2 ** 40 },
    { N: 1000, r: 8, p: 1 },
    { N: 1, r: 8, p: 1 },
    { N: 1024, r: 0, p: 1 },
    { N: 1024, r: 8, p: 0 },
    { N: 1024.5, r: 8, p: 1 },
    { N: Number.NaN, r: 8, p: 1 },
  ])("are not derived with %j", async (parameters) => {
    const derived = deriveUserKey(Buffer.from("x"), { ...parameters, salt: Buffer.alloc(64) });

    await expect(derived).rejects.toThrow(KeyTooCostly);
  });
});

describe("hashes", () => {
  it("are those of the standard", () => {
    expect(sha256Hex(Buffer.from("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(sha256(Buffer.from("abc")).equals(createHash("sha256").update("abc").digest())).toBe(true);
  });
});

/** Seals with an IV of choice: moves the ciphertext of the system's counter mode under the MAC of the sealer's own kind. */
function sealWithIv(iv: Buffer, plain: Buffer): Buffer {
  const ciphertext = createCipheriv("aes-256-ctr", key.encrypt, iv).update(plain);
  const s = createCipheriv("aes-128-ecb", key.k, null).setAutoPadding(false).update(iv);
  return Buffer.concat([iv, ciphertext, poly1305(ciphertext, key.r, s)]);
}

/** Poly1305 word by word from its definition, to check the library by. */
function poly1305(message: Uint8Array, r: Uint8Array, s: Uint8Array): Buffer {
  const number = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString("hex") || "0"}`);
  const clamped = number(r) & 0x0ffffffc0ffffffc0ffffffc0fffffffn;
  let sum = 0n;
  for (let at = 0; at < message.length; at += 16) {
    const block = message.subarray(at, at + 16);
    sum = ((sum + number(block) + (1n << BigInt(8 * block.length))) * clamped) % (2n ** 130n - 5n);
  }
  const mac = (sum + number(s)) & (2n ** 128n - 1n);
  return Buffer.from(mac.toString(16).padStart(32, "0"), "hex").reverse();
}
