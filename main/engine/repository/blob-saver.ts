import { AppError } from "../../../shared/errors/index.ts";
import { type Sealer, sha256 } from "../crypto/index.ts";
import { type BlobId, type BlobType, idBytes, idFromBytes, packEntries } from "../format/index.ts";
import { BlobOpener } from "./blob-opener.ts";
import type { BlobTable, PackedBlob } from "./blob-table.ts";
import { BlobUnwritable } from "./errors.ts";
import { type FinishedPack, type OpenPack, PackBuilder } from "./pack-builder.ts";

export interface BlobSaverOptions {
  readonly table: BlobTable;
  readonly sealer: Sealer;
  readonly version: 1 | 2;
  /** zstd level for version 2. */
  readonly compressionLevel: number;
  /** Bytes of blobs at which a pack is closed. */
  readonly packBytes: number;
  /** Opens and hashes again what was sealed, before it can reach a pack: bad memory otherwise writes bad packs. */
  readonly verify: boolean;
  readonly takeBuffer: (bytes: number) => ArrayBuffer;
  readonly onPack: (pack: FinishedPack) => void;
}

export interface SavedBlob {
  readonly id: BlobId;
  readonly isNew: boolean;
  /** Bytes the blob takes in a pack; 0 for one the repository has already. */
  readonly storedBytes: number;
}

/**
 * Puts blobs into packs: hashes, asks the shared table whether anybody has it, compresses, seals, appends. One per
 * thread, with an open pack for each type of blob.
 */
export class BlobSaver {
  readonly #options: BlobSaverOptions;
  readonly #open = new Map<BlobType, PackBuilder>();
  readonly #opener: BlobOpener;

  constructor(options: BlobSaverOptions) {
    this.#options = options;
    this.#opener = new BlobOpener(options.sealer);
  }

  /** Saves a blob unless the repository has it. The bytes may be reused as soon as this returns. */
  save(type: BlobType, plain: Uint8Array): SavedBlob {
    const hash = sha256(plain);
    const id = idFromBytes<BlobId>(hash);
    if (!this.#options.table.claim(type, hash)) return { id, isNew: false, storedBytes: 0 };
    const builder = this.#builder(type);
    const { sealed, uncompressedLength } = builder.append(hash, plain);
    if (this.#options.verify) this.#verify(sealed, id, uncompressedLength);
    if (!builder.hasRoom) this.#finish(builder);
    return { id, isNew: true, storedBytes: sealed.length };
  }

  /**
   * Puts a further copy of a stored blob into a pack, sealed as it is. It is opened and hashed first, whatever `verify`
   * says: the copy it was made of may go once this one is stored.
   *
   * @throws {AppError} the sealed bytes are damaged; nothing is added then
   */
  copy(type: BlobType, id: BlobId, sealed: Uint8Array, uncompressedLength: number): void {
    this.#opener.open(sealed, id, uncompressedLength);
    const hash = idBytes(id);
    const builder = this.#builder(type);
    this.#options.table.claimCopy(type, hash);
    const copied = builder.appendSealed(hash, sealed, uncompressedLength);
    // What is now in the pack must be what was verified: memory may be faulty.
    if (Buffer.compare(copied, sealed) !== 0) throw new BlobUnwritable(id, undefined);
    if (!builder.hasRoom) this.#finish(builder);
  }

  /** Like `copy`, for a blob that is to be compressed and sealed anew. @throws {AppError} likewise */
  copyAnew(type: BlobType, id: BlobId, sealed: Uint8Array, uncompressedLength: number): void {
    const plain = this.#opener.open(sealed, id, uncompressedLength);
    const hash = idBytes(id);
    const builder = this.#builder(type);
    this.#options.table.claimCopy(type, hash);
    const anew = builder.append(hash, plain);
    this.#verify(anew.sealed, id, anew.uncompressedLength);
    if (!builder.hasRoom) this.#finish(builder);
  }

  /** Hands over the unfinished packs, so that several threads' leftovers become one pack. */
  handOver(): OpenPack[] {
    const packs = [...this.#open.values()].filter((builder) => !builder.isEmpty).map((builder) => builder.open());
    this.#open.clear();
    return packs;
  }

  /** Finishes unfinished packs of any thread, joining them as far as the pack size allows. */
  finishAll(packs: readonly OpenPack[]): void {
    for (const pack of packs) {
      const builder = this.#builder(pack.type);
      if (!builder.hasRoomFor(pack)) this.#finish(builder);
      this.#builder(pack.type).absorb(pack);
    }
    for (const builder of [...this.#open.values()]) if (!builder.isEmpty) this.#finish(builder);
  }

  /** Forgets what is unfinished, after a run that was given up. */
  discard(): void {
    this.#open.clear();
  }

  #verify(sealed: Uint8Array, id: BlobId, uncompressedLength: number): void {
    try {
      this.#opener.open(sealed, id, uncompressedLength);
    } catch (error) {
      throw error instanceof AppError ? new BlobUnwritable(id, error) : error;
    }
  }

  #builder(type: BlobType): PackBuilder {
    const open = this.#open.get(type);
    if (open !== undefined) return open;
    const { version, compressionLevel, ...options } = this.#options;
    const builder = new PackBuilder({ ...options, type, ...(version === 1 ? {} : { compressionLevel }) });
    this.#open.set(type, builder);
    return builder;
  }

  #finish(builder: PackBuilder): void {
    this.#open.delete(builder.type);
    const pack = builder.finish();
    this.#settle(pack);
    this.#options.onPack(pack);
  }

  #settle(finished: FinishedPack): void {
    const { table, version } = this.#options;
    const pack = table.addPack(finished.id, finished.length);
    let offset = 0;
    const blobs: PackedBlob[] = [];
    for (const { type, id, length, uncompressedLength } of packEntries(finished.header, version)) {
      blobs.push({ type, id: idBytes(id), pack, offset, length, uncompressedLength });
      offset += length;
    }
    table.settle(blobs);
  }
}
