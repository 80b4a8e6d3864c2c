import { type Cipheriv, createCipheriv } from "node:crypto";
import { release } from "../memory/index.ts";

const BLOCK = 16;
/**
 * Longest plaintext for which a counter is written block by block and enciphered by a cipher that lives on; above it
 * the time to set up a counter-mode cipher (about 10 microseconds) no longer counts.
 */
const SHORT_BYTES = 32 * 1024;
const PIECE_BYTES = 64 * 1024;

/**
 * AES-256 in counter mode. The counter is the whole 16-byte block as one big-endian number, wrapping around.
 *
 * Not to be used by two calls at once; it works in buffers of its own.
 */
export class KeyStream {
  readonly #key: Uint8Array;
  readonly #blockCipher: Cipheriv;
  /** Holds the counters, one block each. */
  readonly #counters = Buffer.from(new ArrayBuffer(SHORT_BYTES));
  readonly #counterView = new DataView(this.#counters.buffer);
  /** Holds the text; a buffer of its own is aligned, which a place in a pack is not. */
  readonly #text = Buffer.from(new ArrayBuffer(SHORT_BYTES));
  readonly #words = new Int32Array(this.#text.buffer);

  constructor(key: Uint8Array) {
    this.#key = key;
    this.#blockCipher = createCipheriv("aes-256-ecb", key, null).setAutoPadding(false);
  }

  /**
   * Writes `text` XOR key stream to `out` at `offset`. Encrypts and decrypts alike; `out` may be the buffer `text` is in.
   *
   * @param iv 16 bytes, the first counter
   */
  applyInto(iv: Uint8Array, text: Uint8Array, out: Uint8Array, offset: number): void {
    if (text.length === 0) return;
    if (text.length > SHORT_BYTES) {
      this.#applyInPieces(iv, text, out, offset);
      return;
    }
    this.#text.set(text);
    const stream = this.#streamFor(iv, Math.ceil(text.length / BLOCK));
    this.#xorWords(stream);
    release(stream);
    out.set(this.#text.subarray(0, text.length), offset);
  }

  /** Each call gives a new buffer: small ones come from memory that was just freed, large ones from the system. */
  #applyInPieces(iv: Uint8Array, text: Uint8Array, out: Uint8Array, offset: number): void {
    const cipher = createCipheriv("aes-256-ctr", this.#key, iv);
    for (let at = 0; at < text.length; at += PIECE_BYTES) {
      const piece = cipher.update(text.subarray(at, at + PIECE_BYTES));
      out.set(piece, offset + at);
      release(piece);
    }
  }

  #xorWords(stream: Int32Array): void {
    const words = this.#words;
    for (let i = 0; i < stream.length; i++) words[i] = (words[i] ?? 0) ^ (stream[i] ?? 0);
  }

  /** `blocks` blocks of key stream as words. */
  #streamFor(iv: Uint8Array, blocks: number): Int32Array {
    this.#writeCounters(iv, blocks);
    const stream = this.#blockCipher.update(this.#counters.subarray(0, blocks * BLOCK));
    if (stream.byteOffset % 4 === 0) return new Int32Array(stream.buffer, stream.byteOffset, blocks * 4);
    return new Int32Array(new Uint8Array(stream).buffer);
  }

  #writeCounters(iv: Uint8Array, blocks: number): void {
    const view = this.#counterView;
    const start = new DataView(iv.buffer, iv.byteOffset, BLOCK);
    let [a, b, c, d] = [start.getInt32(0), start.getInt32(4), start.getInt32(8), start.getInt32(12)];
    for (let at = 0; at < blocks * BLOCK; at += BLOCK) {
      view.setInt32(at, a);
      view.setInt32(at + 4, b);
      view.setInt32(at + 8, c);
      view.setInt32(at + 12, d);
      d = (d + 1) | 0;
      if (d === 0) c = (c + 1) | 0;
      if (d === 0 && c === 0) b = (b + 1) | 0;
      if (d === 0 && c === 0 && b === 0) a = (a + 1) | 0;
    }
  }
}
