import { IV_BYTES, SEAL_OVERHEAD, type Sealer, sha256 } from "../crypto/index.ts";
import { type BlobType, compressedRoom, compressInto, idFromBytes, type PackId } from "../format/index.ts";
import { release } from "../memory/index.ts";

const ENTRY_BYTES = 37;
const COMPRESSED_ENTRY_BYTES = 41;
const FIRST_CAPACITY = 1 << 20;
/** Up to here a pack's memory doubles; past it, it grows by a little, since most packs end soon after 16 MiB. */
const DOUBLING_CAPACITY = 16 << 20;
const LATE_GROWTH = 1 << 20;
/**
 * A pack takes no more blobs than an index file should list, since an index lists a pack whole: 50,000. (A reader would
 * take eight times as many.)
 */
const MAX_HEADER_BYTES = 50_000 * COMPRESSED_ENTRY_BYTES;

/** A pack as it goes to the storage: its bytes, its name, and its header in plain for the index. */
export interface FinishedPack {
  readonly id: PackId;
  readonly type: BlobType;
  readonly buffer: ArrayBuffer;
  readonly length: number;
  /** Header entries, in the order of the blobs; see `decodePackHeader`. */
  readonly header: Uint8Array;
}

/** What an unfinished pack holds, to be finished elsewhere: sealed blobs back to back and their header entries. */
export interface OpenPack {
  readonly type: BlobType;
  readonly blobs: Uint8Array;
  readonly header: Uint8Array;
}

export interface PackBuilderOptions {
  readonly type: BlobType;
  readonly sealer: Sealer;
  /** Bytes of blobs at which the pack is full. */
  readonly packBytes: number;
  /** zstd level; without it blobs are stored as they are. */
  readonly compressionLevel?: number;
  /** Memory of at least so many bytes, which stands alone and is no SharedArrayBuffer. */
  readonly takeBuffer: (bytes: number) => ArrayBuffer;
}

/**
 * Fills one pack with sealed blobs of one type.
 *
 * @see repository-format, “Pack files”: sealed blobs, sealed header, header length
 */
export class PackBuilder {
  readonly #options: PackBuilderOptions;
  #bytes: Buffer;
  #length = 0;
  #header = Buffer.alloc(4096);
  #headerLength = 0;

  constructor(options: PackBuilderOptions) {
    this.#options = options;
    this.#bytes = Buffer.from(options.takeBuffer(FIRST_CAPACITY));
  }

  get type(): BlobType {
    return this.#options.type;
  }

  /** Bytes of sealed blobs so far. */
  get length(): number {
    return this.#length;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** Whether another blob may come. */
  get hasRoom(): boolean {
    return this.#length < this.#options.packBytes && this.#headerLength + COMPRESSED_ENTRY_BYTES <= MAX_HEADER_BYTES;
  }

  /** Whether another unfinished pack fits in as a whole. */
  hasRoomFor(pack: OpenPack): boolean {
    const fits = this.#length + pack.blobs.length <= this.#options.packBytes;
    return this.isEmpty || (fits && this.#headerLength + pack.header.length <= MAX_HEADER_BYTES);
  }

  /**
   * Compresses a blob if that makes it smaller, seals and appends it, all in the pack's own memory.
   *
   * @returns the sealed bytes, a view into the pack, and the length to tell; 0 if it is stored as it is
   */
  append(id: Uint8Array, plain: Uint8Array): { readonly sealed: Buffer; readonly uncompressedLength: number } {
    this.#makeRoom(SEAL_OVERHEAD + compressedRoom(plain.length));
    const stored = this.#compress(plain, this.#bytes.subarray(this.#length + IV_BYTES));
    const uncompressedLength = stored === plain ? 0 : plain.length;
    const start = this.#length;
    this.#length += this.#options.sealer.sealInto(stored, this.#bytes, start);
    this.#addEntry(id, this.#length - start, uncompressedLength);
    return { sealed: this.#bytes.subarray(start, this.#length), uncompressedLength };
  }

  /** Appends a blob that is sealed already. @returns its bytes, a view into the pack */
  appendSealed(id: Uint8Array, sealed: Uint8Array, uncompressedLength: number): Buffer {
    this.#makeRoom(sealed.length);
    const start = this.#length;
    this.#bytes.set(sealed, start);
    this.#length += sealed.length;
    this.#addEntry(id, sealed.length, uncompressedLength);
    return this.#bytes.subarray(start, this.#length);
  }

  /** Takes over the blobs of another unfinished pack, and with them its memory: it is used up afterwards. */
  absorb(pack: OpenPack): void {
    // It came from `takeBuffer` of its thread.
    const memory = Buffer.from(pack.blobs.buffer as ArrayBuffer);
    const { length } = pack.blobs;
    if (this.isEmpty && pack.blobs.byteOffset === 0) {
      release(this.#bytes);
      this.#bytes = memory;
    } else {
      this.#makeRoom(length);
      this.#bytes.set(pack.blobs, this.#length);
      release(memory);
    }
    this.#length += length;
    this.#makeHeaderRoom(pack.header.length);
    this.#header.set(pack.header, this.#headerLength);
    this.#headerLength += pack.header.length;
  }

  /** What the pack holds so far; the builder must not be used after that. */
  open(): OpenPack {
    return {
      type: this.type,
      blobs: this.#bytes.subarray(0, this.#length),
      header: this.#header.subarray(0, this.#headerLength),
    };
  }

  /** Seals the header and names the pack; the builder must not be used after that. */
  finish(): FinishedPack {
    const header = Buffer.from(this.#header.subarray(0, this.#headerLength));
    const sealedLength = header.length + SEAL_OVERHEAD;
    this.#makeRoom(sealedLength + 4);
    this.#options.sealer.sealInto(header, this.#bytes, this.#length);
    this.#bytes.writeUInt32LE(sealedLength, this.#length + sealedLength);
    const length = this.#length + sealedLength + 4;
    const id = idFromBytes<PackId>(sha256(this.#bytes.subarray(0, length)));
    // The buffer came from `takeBuffer`, so it stands alone and is no SharedArrayBuffer.
    return { id, type: this.type, buffer: this.#bytes.buffer as ArrayBuffer, length, header };
  }

  #compress(plain: Uint8Array, room: Buffer): Uint8Array {
    const { compressionLevel } = this.#options;
    if (compressionLevel === undefined || plain.length === 0) return plain;
    const compressed = compressInto(plain, compressionLevel, room);
    return compressed.length < plain.length ? compressed : plain;
  }

  #addEntry(id: Uint8Array, sealedLength: number, uncompressedLength: number): void {
    const compressed = uncompressedLength !== 0;
    this.#makeHeaderRoom(COMPRESSED_ENTRY_BYTES);
    const at = this.#headerLength;
    this.#header[at] = (this.type === "tree" ? 1 : 0) + (compressed ? 2 : 0);
    this.#header.writeUInt32LE(sealedLength, at + 1);
    if (compressed) this.#header.writeUInt32LE(uncompressedLength, at + 5);
    this.#header.set(id.subarray(0, 32), at + (compressed ? 9 : 5));
    this.#headerLength += compressed ? COMPRESSED_ENTRY_BYTES : ENTRY_BYTES;
  }

  #makeRoom(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#bytes.length) return;
    const doubled = this.#bytes.length * 2;
    const capacity = Math.max(doubled <= DOUBLING_CAPACITY ? doubled : DOUBLING_CAPACITY + LATE_GROWTH, needed);
    const larger = Buffer.from(this.#options.takeBuffer(Math.ceil(capacity / LATE_GROWTH) * LATE_GROWTH));
    larger.set(this.#bytes.subarray(0, this.#length));
    release(this.#bytes);
    this.#bytes = larger;
  }

  #makeHeaderRoom(bytes: number): void {
    if (this.#headerLength + bytes <= this.#header.length) return;
    const larger = Buffer.alloc(Math.max(this.#headerLength + bytes, this.#header.length * 2));
    larger.set(this.#header.subarray(0, this.#headerLength));
    this.#header = larger;
  }
}
