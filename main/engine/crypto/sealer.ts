import { randomFillSync } from "node:crypto";
import { AppError } from "../../../shared/errors/index.ts";
import { Authenticator, MAC_BYTES } from "./authenticator.ts";
import { KeyStream } from "./key-stream.ts";
import { checkKey, type MasterKey } from "./master-key.ts";

/** Bytes that come before the ciphertext. */
export const IV_BYTES = 16;
const IVS_AT_ONCE = 256;

/** What sealing adds to a plaintext, in bytes: the IV before it and the MAC behind it. */
export const SEAL_OVERHEAD = IV_BYTES + MAC_BYTES;

/** Bytes that were not sealed with this key, or were changed since. With a key from a password: the wrong password. */
export class WrongSeal extends AppError {
  readonly code = "crypto/seal";
  readonly hint = "Run a check of the repository to see what is affected.";

  constructor(problem: string, bytes: number) {
    super("Stored data is damaged or was sealed with another key.", { problem, bytes });
  }
}

/**
 * Seals and opens with one key: IV (16 random bytes) || AES-256-CTR ciphertext || Poly1305-AES MAC (16).
 *
 * Make one per thread and keep it: setting up costs more than sealing a small text.
 */
export class Sealer {
  readonly #keyStream: KeyStream;
  readonly #authenticator: Authenticator;
  readonly #ivs = Buffer.alloc(IV_BYTES * IVS_AT_ONCE);
  #nextIv = this.#ivs.length;

  /** @throws {UnusableKey} a part of the key has the wrong size or is all zero */
  constructor(key: MasterKey) {
    checkKey(key);
    this.#keyStream = new KeyStream(key.encrypt);
    this.#authenticator = new Authenticator(key.k, key.r);
  }

  /**
   * Writes the sealed form of `plain` to `out` at `offset`.
   *
   * @returns bytes written: those of `plain` and SEAL_OVERHEAD
   * @throws {RangeError} `out` has no room for it
   */
  sealInto(plain: Uint8Array, out: Uint8Array, offset: number): number {
    const length = plain.length + SEAL_OVERHEAD;
    if (offset < 0 || offset + length > out.length) throw new RangeError("no room for the sealed bytes");
    const sealed = Buffer.from(out.buffer, out.byteOffset + offset, length);
    const iv = this.#drawIv();
    // The text goes first: it may lie in `out` where the IV will be.
    this.#keyStream.applyInto(iv, plain, sealed, IV_BYTES);
    sealed.set(iv);
    const end = length - MAC_BYTES;
    this.#authenticator.sign(iv, sealed.subarray(IV_BYTES, end), sealed.subarray(end));
    return length;
  }

  seal(plain: Uint8Array): Buffer {
    const sealed = Buffer.allocUnsafeSlow(plain.length + SEAL_OVERHEAD);
    this.sealInto(plain, sealed, 0);
    return sealed;
  }

  /** @throws {WrongSeal} changed, too short, or sealed with another key; nothing is decrypted then */
  open(sealed: Uint8Array): Buffer {
    const plain = Buffer.allocUnsafeSlow(Math.max(0, sealed.length - SEAL_OVERHEAD));
    this.openInto(sealed, plain);
    return plain;
  }

  /**
   * Like open, without taking memory.
   *
   * @returns bytes of plaintext, written to the start of `out`
   * @throws {WrongSeal}
   * @throws {RangeError} `out` has no room for it
   */
  openInto(sealed: Uint8Array, out: Uint8Array): number {
    if (sealed.length < SEAL_OVERHEAD) throw new WrongSeal("too short", sealed.length);
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length);
    const iv = bytes.subarray(0, IV_BYTES);
    const ciphertext = bytes.subarray(IV_BYTES, -MAC_BYTES);
    const isRight = this.#authenticator.verify(iv, ciphertext, bytes.subarray(-MAC_BYTES));
    if (!isRight || isZero(iv)) throw new WrongSeal(isRight ? "no IV" : "wrong MAC", sealed.length);
    if (ciphertext.length > out.length) throw new RangeError("no room for the plaintext");
    this.#keyStream.applyInto(iv, ciphertext, out, 0);
    return ciphertext.length;
  }

  /** Never the same twice. A view that the next call but 255 overwrites. */
  #drawIv(): Buffer {
    if (this.#nextIv === this.#ivs.length) {
      randomFillSync(this.#ivs);
      this.#nextIv = 0;
    }
    const iv = this.#ivs.subarray(this.#nextIv, this.#nextIv + IV_BYTES);
    this.#nextIv += IV_BYTES;
    if (isZero(iv)) throw new Error("the system's random source returned zeros");
    return iv;
  }
}

function isZero(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte !== 0) return false;
  return true;
}
