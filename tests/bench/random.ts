import { type Cipheriv, createCipheriv, createHash } from "node:crypto";

/** Numbers that are the same for the same seed on every machine. The generator is sfc32 (PractRand), started from a SHA-256. */
export class Random {
  readonly #state: Uint32Array;

  constructor(seed: string) {
    const digest = createHash("sha256").update(seed).digest();
    this.#state = Uint32Array.from([0, 4, 8, 12], (at) => digest.readUInt32LE(at));
  }

  /** From 0 up to and without 1, in steps of 2^-32. */
  next(): number {
    const [a = 0, b = 0, c = 0, count = 0] = this.#state;
    const sum = (a + b + count) >>> 0;
    this.#state[0] = b ^ (b >>> 9);
    this.#state[1] = c + (c << 3);
    this.#state[2] = ((c << 21) | (c >>> 11)) + sum;
    this.#state[3] = count + 1;
    return sum / 2 ** 32;
  }

  /** A whole number from 0 up to and without `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** Normally distributed, mean 0 and deviation 1 (Box and Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Log-normally distributed: `median` times or by `e^spread` in two cases of three, with a heavy tail above. */
  heavyTailed(median: number, spread: number): number {
    return median * Math.exp(spread * this.normal());
  }
}

/** Bytes that nothing can compress, the same for the same seed: the key stream of AES. */
export class RandomBytes {
  readonly #cipher: Cipheriv;

  constructor(seed: string) {
    const key = createHash("sha256").update(seed).digest();
    this.#cipher = createCipheriv("aes-256-ctr", key, Buffer.alloc(16));
  }

  take(length: number): Buffer {
    return this.#cipher.update(Buffer.alloc(length));
  }
}
