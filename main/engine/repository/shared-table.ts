const KEY_WORDS = 8;
const KEY_BYTES = KEY_WORDS * 4;
const LOCK = 0;
const COUNT = 1;
const SLOTS = 2;
const FREE = 0;
const HELD = 1;
const WAITED_FOR = 2;
const FIRST_SLOTS = 1 << 12;

/** The shared memory of a table; goes to the threads as it is. */
export interface SharedTableMemory {
  readonly control: SharedArrayBuffer;
  readonly entries: SharedArrayBuffer;
  readonly slots: SharedArrayBuffer;
}

/**
 * A multimap in shared memory: entries of a fixed number of words, the first eight of them a 32-byte hash, kept in the
 * order of arrival and found through an open-addressing table of entry numbers that is at most 2/3 full.
 *
 * Adding takes one lock for all threads, held for well under a microsecond. Looking up takes none, so it may miss what
 * is being added at that very moment; inside `locked` it is exact. The keys are SHA-256, so their first bytes are the
 * hash function.
 */
export class SharedTable {
  readonly memory: SharedTableMemory;
  readonly entryWords: number;
  /** All entries back to back; the words after the key are the user's. */
  readonly words: Uint32Array;
  readonly bytes: Uint8Array;
  readonly #control: Int32Array;
  readonly #slots: Int32Array;
  readonly #growthBytes: number;
  readonly #key = new Uint32Array(KEY_WORDS);
  readonly #keyBytes = new Uint8Array(this.#key.buffer);

  constructor(entryWords: number, growthEntries: number, memory: SharedTableMemory) {
    this.memory = memory;
    this.entryWords = entryWords;
    this.words = new Uint32Array(memory.entries);
    this.bytes = new Uint8Array(memory.entries);
    this.#control = new Int32Array(memory.control);
    this.#slots = new Int32Array(memory.slots);
    this.#growthBytes = growthEntries * entryWords * 4;
    if (this.#control[SLOTS] === 0) this.clear();
  }

  /** Reserves address space for the largest table; memory is taken only as it grows. */
  static reserve(entryWords: number, maxEntries: number): SharedTableMemory {
    return {
      control: new SharedArrayBuffer(16),
      entries: reserve(maxEntries * entryWords * 4),
      slots: reserve(maxEntries * 2 * 4),
    };
  }

  get size(): number {
    return Atomics.load(this.#control, COUNT);
  }

  /** Memory in use, in bytes. */
  get byteLength(): number {
    return this.memory.control.byteLength + this.memory.entries.byteLength + this.memory.slots.byteLength;
  }

  /** Forgets everything. No thread may be using the table. */
  clear(): void {
    grow(this.memory.slots, FIRST_SLOTS * 4);
    this.#slots.fill(0);
    Atomics.store(this.#control, COUNT, 0);
    Atomics.store(this.#control, SLOTS, FIRST_SLOTS);
  }

  /**
   * Walks the entries of a key, the oldest first, until `accept` takes one.
   *
   * @returns the entry's number, or ~slot of the free slot where the walk ended
   */
  scan(key: Uint8Array, accept: (entry: number) => boolean): number {
    this.#keyBytes.set(key.length === KEY_BYTES ? key : key.subarray(0, KEY_BYTES));
    return this.#scanKey(accept);
  }

  /** Like scan, for the key at a place in many. */
  scanAt(keys: Uint8Array, offset: number, accept: (entry: number) => boolean): number {
    const key = this.#keyBytes;
    for (let i = 0; i < KEY_BYTES; i++) key[i] = keys[offset + i] ?? 0;
    return this.#scanKey(accept);
  }

  #scanKey(accept: (entry: number) => boolean): number {
    const mask = Atomics.load(this.#control, SLOTS) - 1;
    for (let slot = (this.#key[0] ?? 0) & mask; ; slot = (slot + 1) & mask) {
      const entry = Atomics.load(this.#slots, slot) - 1;
      if (entry < 0) return ~slot;
      if (this.#hasKey(entry) && accept(entry)) return entry;
    }
  }

  /** Adds an entry with the key of the last `scan`, which gave `freeSlot`. Only inside `locked`. */
  append(freeSlot: number, fill: (firstWord: number) => void): number {
    const entry = this.size;
    const at = entry * this.entryWords;
    if ((at + this.entryWords) * 4 > this.bytes.length) grow(this.memory.entries, at * 4 + this.#growthBytes);
    this.words.set(this.#key, at);
    fill(at + KEY_WORDS);
    Atomics.store(this.#slots, freeSlot, entry + 1);
    Atomics.store(this.#control, COUNT, entry + 1);
    if ((entry + 1) * 3 > Atomics.load(this.#control, SLOTS) * 2) this.#rehash();
    return entry;
  }

  /** Runs a change while no other thread changes the table. */
  locked<T>(change: () => T): T {
    if (Atomics.compareExchange(this.#control, LOCK, FREE, HELD) !== FREE) this.#wait();
    try {
      return change();
    } finally {
      // To wake somebody is a call to the system: only where somebody said that they wait.
      if (Atomics.exchange(this.#control, LOCK, FREE) === WAITED_FOR) Atomics.notify(this.#control, LOCK, 1);
    }
  }

  /** Ulrich Drepper, “Futexes are tricky”, the second mutex: who had to wait leaves the word that others may, too. */
  #wait(): void {
    while (Atomics.exchange(this.#control, LOCK, WAITED_FOR) !== FREE) Atomics.wait(this.#control, LOCK, WAITED_FOR, 1);
  }

  #hasKey(entry: number): boolean {
    const at = entry * this.entryWords;
    for (let word = 0; word < KEY_WORDS; word++) if (this.words[at + word] !== this.#key[word]) return false;
    return true;
  }

  #rehash(): void {
    const slots = Atomics.load(this.#control, SLOTS) * 2;
    grow(this.memory.slots, slots * 4);
    this.#slots.fill(0);
    const mask = slots - 1;
    const count = this.size;
    for (let entry = 0; entry < count; entry++) {
      let slot = (this.words[entry * this.entryWords] ?? 0) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = entry + 1;
    }
    Atomics.store(this.#control, SLOTS, slots);
  }
}

/** Some systems bound the address space of a process; then the table is the largest one that fits. */
function reserve(maxBytes: number): SharedArrayBuffer {
  try {
    return new SharedArrayBuffer(0, { maxByteLength: maxBytes });
  } catch (error) {
    if (maxBytes < 1 << 24) throw error;
    return reserve(maxBytes / 2);
  }
}

function grow(memory: SharedArrayBuffer, bytes: number): void {
  if (bytes > memory.byteLength) memory.grow(Math.max(Math.min(bytes, memory.maxByteLength), memory.byteLength + 1));
}
