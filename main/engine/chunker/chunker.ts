import { checkPolynomial } from "./polynomial.ts";
import { createScanner, SCANNED, type Scanner } from "./scanner.ts";

/** Bytes; only the last chunk of a file is shorter. */
export const MIN_CHUNK = 524_288;
export const MAX_CHUNK = 8_388_608;

/** Bytes to ask for beyond what has been looked at: what is left of them after a cut has to be moved. */
const READ_AHEAD = 1024 * 1024;

/**
 * Cuts files into chunks where their content says so, so that equal stretches of files give equal chunks.
 *
 * Make one per thread and keep it for all files: it holds about 9.5 MiB of memory and is used by one file at a time.
 *
 * @see restic design document, “Backups and Deduplication”; Rabin, “Fingerprinting by random polynomials”
 */
export class Chunker {
  readonly #scanner: Scanner;
  #isBusy = false;

  /** @throws {UnsuitablePolynomial} reducible, or not of degree 53 */
  constructor(polynomial: bigint) {
    checkPolynomial(polynomial);
    this.#scanner = createScanner(polynomial, MAX_CHUNK + READ_AHEAD);
  }

  /**
   * The chunks of one file, in order; none of an empty file.
   *
   * @param read fills the view from its start, with as much as it likes, and returns how many bytes it wrote; 0 is the end
   * @returns views that are valid until the next step
   */
  *chunks(read: (into: Uint8Array) => number): Generator<Uint8Array, void, undefined> {
    if (this.#isBusy) throw new Error("a chunker cuts one file at a time");
    this.#isBusy = true;
    try {
      yield* this.#cut(new Input(this.#scanner.text, read));
    } finally {
      this.#isBusy = false;
    }
  }

  *#cut(input: Input): Generator<Uint8Array, void, undefined> {
    for (;;) {
      const length = this.#nextLength(input);
      if (length === 0) return;
      yield this.#scanner.text.subarray(0, length);
      input.drop(length);
    }
  }

  /** How long the chunk at the start of the input is; 0 at the end. */
  #nextLength(input: Input): number {
    // The first places are not looked at: the digest at MIN_CHUNK depends on the 64 bytes before it only.
    for (let looked = MIN_CHUNK - 1; looked < MAX_CHUNK; looked += SCANNED) {
      if (!input.has(Math.min(looked + SCANNED, MAX_CHUNK)) && input.length < MIN_CHUNK) return input.length;
      const cut = this.#scanner.scan(looked);
      const end = Math.min(input.length, MAX_CHUNK);
      // Past the end, scan has looked at what an earlier file left in memory.
      if (cut !== 0 && cut <= end) return cut;
      if (looked + SCANNED > end) return end;
    }
    return MAX_CHUNK;
  }
}

/** The part of a file that is in memory: from the start of the current chunk to somewhat behind what was looked at. */
class Input {
  readonly #text: Uint8Array;
  readonly #read: (into: Uint8Array) => number;
  #isAtEnd = false;
  length = 0;

  constructor(text: Uint8Array, read: (into: Uint8Array) => number) {
    this.#text = text;
    this.#read = read;
  }

  /** Makes sure that `bytes` are there; false if the file ends before. */
  has(bytes: number): boolean {
    while (this.length < bytes && !this.#isAtEnd) {
      const room = Math.min(bytes - this.length + READ_AHEAD - SCANNED, this.#text.length - this.length);
      const count = this.#read(this.#text.subarray(this.length, this.length + room));
      if (count < 0 || count > room) throw new RangeError("more bytes were read than there is room for");
      this.length += count;
      this.#isAtEnd = count === 0;
    }
    return this.length >= bytes;
  }

  /** Forgets the bytes of a chunk and moves what follows to the start. */
  drop(bytes: number): void {
    this.#text.copyWithin(0, bytes, this.length);
    this.length -= bytes;
  }
}
