import {
  type BlobId,
  type BlobType,
  ID_BYTES,
  idBytes,
  idFromBytes,
  type PackColumns,
  type PackId,
} from "../format/index.ts";
import { SharedTable, type SharedTableMemory } from "./shared-table.ts";

/** A blob's entry: 8 words of id, then these. 48 bytes. */
const BLOB_WORDS = 12;
const PACK = 8;
const OFFSET = 9;
const LENGTH = 10;
const UNCOMPRESSED = 11;
/** A pack's entry: 8 words of id, then its size. */
const PACK_WORDS = 9;
const SIZE = 8;

const TREE_BIT = 0x8000_0000;
/** The pack number of a blob that a thread has claimed and not yet put into a pack. */
const PENDING_PACK = 0x7fff_ffff;

export interface BlobTableMemory {
  readonly blobs: SharedTableMemory;
  readonly packs: SharedTableMemory;
}

/** Where a blob's sealed bytes are. `uncompressedLength` is 0 for a blob that is stored uncompressed. */
export interface BlobLocation {
  readonly pack: PackId;
  readonly packSize: number;
  readonly offset: number;
  readonly length: number;
  readonly uncompressedLength: number;
}

/** A blob's place within a pack that has a number in the table. */
export interface PackedBlob {
  readonly type: BlobType;
  readonly id: Uint8Array;
  readonly pack: number;
  readonly offset: number;
  readonly length: number;
  readonly uncompressedLength: number;
}

/**
 * Every blob the index knows and every pack, in memory that all threads read and add to. A blob has one entry for each
 * pack that holds a copy.
 */
export class BlobTable {
  readonly memory: BlobTableMemory;
  readonly #blobs: SharedTable;
  readonly #packs: SharedTable;

  constructor(memory: BlobTableMemory = newMemory()) {
    this.memory = memory;
    this.#blobs = new SharedTable(BLOB_WORDS, 1 << 15, memory.blobs);
    this.#packs = new SharedTable(PACK_WORDS, 1 << 10, memory.packs);
  }

  /** Entries, copies counted. */
  get size(): number {
    return this.#blobs.size;
  }

  get packCount(): number {
    return this.#packs.size;
  }

  /** Memory in use, in bytes. */
  get byteLength(): number {
    return this.#blobs.byteLength + this.#packs.byteLength;
  }

  /** Forgets everything. No thread may be using the table. */
  clear(): void {
    this.#blobs.clear();
    this.#packs.clear();
  }

  /** The number of a pack, given when it is first named. */
  addPack(id: PackId, size: number): number {
    const key = idBytes(id);
    return this.#packs.locked(() => {
      const found = this.#packs.scan(key, () => true);
      if (found >= 0) return found;
      return this.#packs.append(~found, (at) => {
        this.#packs.words[at] = size;
      });
    });
  }

  packId(pack: number): PackId {
    return idFromBytes<PackId>(this.#packs.bytes, pack * PACK_WORDS * 4);
  }

  /** Bytes of a whole pack, as its index entries make it. */
  packSize(pack: number): number {
    return this.#packs.words[pack * PACK_WORDS + SIZE] ?? 0;
  }

  hasPack(id: PackId): boolean {
    return this.findPack(id) >= 0;
  }

  /** The number of a pack, or -1. */
  findPack(id: PackId): number {
    return Math.max(
      -1,
      this.#packs.scan(idBytes(id), () => true),
    );
  }

  /** Adds a copy of a blob. A place that is known already is added only once. */
  add(blob: PackedBlob): void {
    this.#blobs.locked(() => {
      const found = this.#scan(blob.type, blob.id, (entry) => this.#isPlace(entry, blob));
      if (found < 0) this.#append(blob, ~found);
    });
  }

  /** Adds all blobs of a pack, as `add` would each; the lock is taken once. */
  addAll(pack: number, blobs: PackColumns): void {
    const { ids, isTree, offsets, lengths, uncompressedLengths, count } = blobs;
    const words = this.#blobs.words;
    let [tree, offset] = [0, 0];
    const isSame = (entry: number): boolean => {
      const at = entry * BLOB_WORDS;
      return words[at + PACK] === (tree | pack) >>> 0 && words[at + OFFSET] === offset;
    };
    this.#blobs.locked(() => {
      for (let row = 0; row < count; row++) {
        tree = isTree[row] === 1 ? TREE_BIT : 0;
        offset = offsets[row] ?? 0;
        const found = this.#blobs.scanAt(ids, row * ID_BYTES, isSame);
        if (found >= 0) continue;
        this.#blobs.append(~found, (at) =>
          this.#setPlace(at, tree | pack, offset, lengths[row] ?? 0, uncompressedLengths[row] ?? 0),
        );
      }
    });
  }

  /**
   * Claims a blob for the calling thread: true means that nobody has it yet, and the caller now owes it to the
   * repository (`settle` says where it went). A claimed blob counts as known to everybody else.
   */
  claim(type: BlobType, id: Uint8Array): boolean {
    return this.#blobs.locked(() => {
      const found = this.#scan(type, id, () => true);
      if (found >= 0) return false;
      this.#append({ type, id, pack: PENDING_PACK, offset: 0, length: 0, uncompressedLength: 0 }, ~found);
      return true;
    });
  }

  /** Announces another copy of a blob that is there already: as `claim`, the caller owes it. */
  claimCopy(type: BlobType, id: Uint8Array): void {
    this.#blobs.locked(() => {
      const end = this.#scan(type, id, () => false);
      this.#append({ type, id, pack: PENDING_PACK, offset: 0, length: 0, uncompressedLength: 0 }, ~end);
    });
  }

  /** Says where claimed blobs went; the lock is taken once for all of them. */
  settle(blobs: Iterable<PackedBlob>): void {
    this.#blobs.locked(() => {
      for (const blob of blobs) {
        const entry = this.#scan(blob.type, blob.id, (candidate) => this.packNumber(candidate) === PENDING_PACK);
        if (entry < 0) throw new Error("a blob was settled that nobody had claimed");
        this.#setPlaceOf(blob, entry * BLOB_WORDS + PACK);
      }
    });
  }

  /** Forgets all copies of a blob, because they proved to be damaged: whoever has its bytes can then save it anew. */
  drop(type: BlobType, id: Uint8Array): void {
    this.#blobs.locked(() => {
      // No blob has the id zero, so nobody finds the entry any more; the chain through it stays whole.
      this.#scan(type, id, (entry) => {
        this.#blobs.words.fill(0, entry * BLOB_WORDS, entry * BLOB_WORDS + PACK);
        return false;
      });
    });
  }

  /** The number of the first entry of a blob, or -1. */
  find(type: BlobType, id: Uint8Array): number {
    return Math.max(
      -1,
      this.#scan(type, id, () => true),
    );
  }

  /** The number of the first entry of the blob that an entry is a copy of. */
  firstCopy(entry: number): number {
    const type = this.typeOf(entry);
    return this.#blobs.scanAt(this.#blobs.bytes, entry * BLOB_WORDS * 4, (other) => this.typeOf(other) === type);
  }

  has(type: BlobType, id: Uint8Array): boolean {
    return this.find(type, id) >= 0;
  }

  /** Where an entry's sealed bytes are; undefined for a blob that is only claimed. */
  location(entry: number): BlobLocation | undefined {
    const pack = this.packNumber(entry);
    if (pack === PENDING_PACK) return undefined;
    return { pack: this.packId(pack), packSize: this.packSize(pack), ...this.place(entry) };
  }

  /** Where an entry's sealed bytes are within its pack. Of a blob that is only claimed it means nothing. */
  place(entry: number): Omit<BlobLocation, "pack" | "packSize"> {
    const at = entry * BLOB_WORDS;
    return {
      offset: this.#blobs.words[at + OFFSET] ?? 0,
      length: this.#blobs.words[at + LENGTH] ?? 0,
      uncompressedLength: this.#blobs.words[at + UNCOMPRESSED] ?? 0,
    };
  }

  /** The places of all copies of a blob, the oldest first. */
  copies(type: BlobType, id: Uint8Array): BlobLocation[] {
    const places: BlobLocation[] = [];
    this.#scan(type, id, (entry) => {
      const place = this.location(entry);
      if (place !== undefined) places.push(place);
      return false;
    });
    return places;
  }

  /** The numbers of all entries of a blob, the oldest first. */
  entries(type: BlobType, id: Uint8Array): number[] {
    const found: number[] = [];
    this.#scan(type, id, (entry) => {
      found.push(entry);
      return false;
    });
    return found;
  }

  /** The number of the pack that holds an entry. */
  packNumber(entry: number): number {
    return (this.#blobs.words[entry * BLOB_WORDS + PACK] ?? 0) & ~TREE_BIT;
  }

  typeOf(entry: number): BlobType {
    return ((this.#blobs.words[entry * BLOB_WORDS + PACK] ?? 0) & TREE_BIT) === 0 ? "data" : "tree";
  }

  idOf(entry: number): BlobId {
    return idFromBytes<BlobId>(this.#blobs.bytes, entry * BLOB_WORDS * 4);
  }

  /** Bytes of the blob's plaintext. */
  plainLength(entry: number): number {
    const at = entry * BLOB_WORDS;
    const uncompressed = this.#blobs.words[at + UNCOMPRESSED] ?? 0;
    return uncompressed !== 0 ? uncompressed : Math.max(0, (this.#blobs.words[at + LENGTH] ?? 0) - 32);
  }

  #scan(type: BlobType, id: Uint8Array, accept: (entry: number) => boolean): number {
    return this.#blobs.scan(id, (entry) => this.typeOf(entry) === type && accept(entry));
  }

  #isPlace(entry: number, blob: PackedBlob): boolean {
    return this.packNumber(entry) === blob.pack && this.#blobs.words[entry * BLOB_WORDS + OFFSET] === blob.offset;
  }

  #append(blob: PackedBlob, freeSlot: number): void {
    this.#blobs.append(freeSlot, (at) => this.#setPlaceOf(blob, at));
  }

  #setPlaceOf({ type, pack, offset, length, uncompressedLength }: PackedBlob, at: number): void {
    this.#setPlace(at, type === "tree" ? pack | TREE_BIT : pack, offset, length, uncompressedLength);
  }

  #setPlace(at: number, typeAndPack: number, offset: number, length: number, uncompressedLength: number): void {
    const words = this.#blobs.words;
    words[at] = typeAndPack;
    words[at + 1] = offset;
    words[at + 2] = length;
    words[at + 3] = uncompressedLength;
  }
}

function newMemory(): BlobTableMemory {
  return { blobs: SharedTable.reserve(BLOB_WORDS, 1 << 27), packs: SharedTable.reserve(PACK_WORDS, 1 << 24) };
}
