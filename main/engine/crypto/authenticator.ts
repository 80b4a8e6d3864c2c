import { type Cipheriv, createCipheriv } from "node:crypto";
import sodium from "sodium-native";

export const MAC_BYTES = 16;
const R_BYTES = 16;

/**
 * Poly1305 with AES: each one-time key is r and the IV enciphered with `k`. The MAC covers the ciphertext only.
 *
 * @see Bernstein, “The Poly1305-AES message-authentication code”
 */
export class Authenticator {
  readonly #blockCipher: Cipheriv;
  /** r || s. libsodium clamps r on every use, so r may be stored either way. */
  readonly #oneTimeKey = Buffer.alloc(R_BYTES + 16);

  constructor(k: Uint8Array, r: Uint8Array) {
    this.#blockCipher = createCipheriv("aes-128-ecb", k, null).setAutoPadding(false);
    this.#oneTimeKey.set(r);
  }

  /** Writes the 16 bytes of the MAC into `mac`. */
  sign(iv: Uint8Array, ciphertext: Buffer, mac: Buffer): void {
    sodium.crypto_onetimeauth(mac, ciphertext, this.#keyFor(iv));
  }

  /** Whether the MAC is right; takes as long for a wrong one as for a right one. */
  verify(iv: Uint8Array, ciphertext: Buffer, mac: Buffer): boolean {
    return sodium.crypto_onetimeauth_verify(mac, ciphertext, this.#keyFor(iv));
  }

  #keyFor(iv: Uint8Array): Buffer {
    this.#oneTimeKey.set(this.#blockCipher.update(iv), R_BYTES);
    return this.#oneTimeKey;
  }
}
