import { AppError } from "../../../shared/errors/index.ts";
import { type Sealer, sha256 } from "../crypto/index.ts";
import { type BlobId, type BlobType, decompress, idBytes } from "../format/index.ts";
import { type FileRef, isAboutPlace, type Storage } from "../storage/index.ts";
import type { BlobLocation, BlobTable } from "./blob-table.ts";
import { DamagedBlob, MissingBlob } from "./errors.ts";

/** Packs are read in windows of this size: folders that are visited one after the other lie side by side. */
const WINDOW_BYTES = 256 << 10;
const WINDOWS_KEPT = 64;

/**
 * Opens the sealed bytes of a blob and makes sure they are the blob's.
 *
 * @throws {AppError} for a wrong MAC, a wrong length or a wrong hash
 */
export function openBlob(sealer: Sealer, sealed: Uint8Array, id: BlobId, uncompressedLength: number): Buffer {
  const stored = sealer.open(sealed);
  const plain = uncompressedLength === 0 ? stored : decompress(stored, uncompressedLength);
  if (!sha256(plain).equals(idBytes(id))) throw new DamagedBlob(id, "its content does not match its id");
  return plain;
}

/** Reads single blobs, with a small cache of pack windows. For whole packs in bulk see the tasks. */
export class BlobReader {
  readonly #storage: Storage;
  readonly #sealer: Sealer;
  readonly #table: BlobTable;
  readonly #windows = new Map<string, Promise<Buffer>>();

  constructor(storage: Storage, sealer: Sealer, table: BlobTable) {
    this.#storage = storage;
    this.#sealer = sealer;
    this.#table = table;
  }

  /** Keeps nothing of what was read so far: what comes next is asked of the storage. */
  forget(): void {
    this.#windows.clear();
  }

  /** Reads and verifies a blob; a damaged copy is passed over when there is another. @throws at once what keeps all from being read */
  async read(type: BlobType, id: BlobId, signal?: AbortSignal): Promise<Buffer> {
    const copies = this.#table.copies(type, idBytes(id));
    let failure: AppError | undefined;
    for (const copy of copies) {
      try {
        return openBlob(this.#sealer, await this.sealed(type, copy, signal), id, copy.uncompressedLength);
      } catch (error) {
        if (!(error instanceof AppError) || isAboutPlace(error)) throw error;
        failure = error;
      }
    }
    if (failure === undefined) throw new MissingBlob(type, id);
    throw failure instanceof DamagedBlob ? failure : new DamagedBlob(id, failure.message.replace(/\.$/, ""), failure);
  }

  /** The sealed bytes at a place, in a buffer of their own. */
  async sealed(type: BlobType, place: BlobLocation, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const start = Math.floor(place.offset / WINDOW_BYTES) * WINDOW_BYTES;
    const isInWindow = place.offset + place.length <= start + WINDOW_BYTES;
    if (!isInWindow) return this.#readRange(type, place, place.offset, place.length, signal);
    const window = await this.#window(type, place, start, signal);
    return new Uint8Array(window.subarray(place.offset - start, place.offset - start + place.length));
  }

  async #window(type: BlobType, place: BlobLocation, start: number, signal?: AbortSignal): Promise<Buffer> {
    const key = `${place.pack}/${start}`;
    const kept = this.#windows.get(key);
    this.#windows.delete(key);
    const length = Math.min(WINDOW_BYTES, Math.max(place.packSize, place.offset + place.length) - start);
    const window = kept ?? this.#readRange(type, place, start, length, signal);
    this.#windows.set(key, window);
    window.catch(() => this.#windows.delete(key));
    for (const oldest of this.#windows.keys()) {
      if (this.#windows.size <= WINDOWS_KEPT) break;
      this.#windows.delete(oldest);
    }
    return window;
  }

  async #readRange(type: BlobType, place: BlobLocation, offset: number, length: number, signal?: AbortSignal) {
    const file: FileRef = { kind: "data", name: place.pack, ...(type === "tree" ? { holdsTrees: true } : {}) };
    // The storage's contract: the buffer owns an ArrayBuffer of its own.
    return (await this.#storage.read(file, { offset, length }, signal)) as Buffer<ArrayBuffer>;
  }
}
