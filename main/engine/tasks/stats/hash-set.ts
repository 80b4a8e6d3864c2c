const KEY_WORDS = 4;

/** A set of SHA-256 values (their first 16 bytes) that takes about 30 bytes for each, for sets of millions. */
export class HashSet {
  #words = new Uint32Array(KEY_WORDS << 10);
  #size = 0;

  /** @returns whether it was not there yet */
  add(hash: Buffer): boolean {
    const key = [0, 4, 8, 12].map((at) => hash.readUInt32LE(at));
    // The free place is the key zero, which no SHA-256 anybody will ever see begins with.
    const at = this.#find(this.#words, key);
    if (this.#words.subarray(at, at + KEY_WORDS).some((word) => word !== 0)) return false;
    this.#words.set(key, at);
    this.#size += 1;
    if (this.#size * KEY_WORDS * 3 > this.#words.length * 2) this.#grow();
    return true;
  }

  get size(): number {
    return this.#size;
  }

  #find(words: Uint32Array, key: readonly number[] | Uint32Array): number {
    const slots = words.length / KEY_WORDS;
    for (let slot = (key[0] ?? 0) & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const kept = words.subarray(slot * KEY_WORDS, (slot + 1) * KEY_WORDS);
      if (kept.every((word, place) => word === key[place]) || kept.every((word) => word === 0)) return slot * KEY_WORDS;
    }
  }

  #grow(): void {
    const larger = new Uint32Array(this.#words.length * 2);
    for (let at = 0; at < this.#words.length; at += KEY_WORDS) {
      const key = this.#words.subarray(at, at + KEY_WORDS);
      if (key.some((word) => word !== 0)) larger.set(key, this.#find(larger, key));
    }
    this.#words = larger;
  }
}
