import { idBytes, type PackId } from "./ids.ts";
import type { IndexedPack } from "./index-file.ts";
import { EMPTY_PACK_BYTES, entryBytes } from "./pack-header.ts";

const ID_WORDS = 8;
const FIRST_CAPACITY = 1024;

/**
 * One pack of an index in columns, a row for each blob: an index of a million files would be gigabytes of objects. Reading
 * the next pack overwrites them.
 */
export class PackColumns {
  id = "" as PackId; // until the first pack is read
  count = 0;
  /** 32 bytes a blob. */
  ids = new Uint8Array(0);
  isTree = new Uint8Array(0);
  offsets = new Uint32Array(0);
  lengths = new Uint32Array(0);
  /** 0 where a blob is not compressed. */
  uncompressedLengths = new Uint32Array(0);

  /** The size a pack with these blobs must have. */
  get packSize(): number {
    let size = EMPTY_PACK_BYTES;
    for (let row = 0; row < this.count; row++)
      size += (this.lengths[row] ?? 0) + entryBytes({ uncompressedLength: this.uncompressedLengths[row] ?? 0 });
    return size;
  }

  /** Makes room for another row. */
  reserve(): void {
    if (this.count < this.isTree.length) return;
    const rows = Math.max(FIRST_CAPACITY, this.isTree.length * 2);
    this.ids = enlarged(this.ids, new Uint8Array(rows * ID_WORDS * 4));
    this.isTree = enlarged(this.isTree, new Uint8Array(rows));
    this.offsets = enlarged(this.offsets, new Uint32Array(rows));
    this.lengths = enlarged(this.lengths, new Uint32Array(rows));
    this.uncompressedLengths = enlarged(this.uncompressedLengths, new Uint32Array(rows));
  }

  /** Takes the values of a pack that was decoded in another way. */
  take({ id, blobs }: IndexedPack): this {
    this.id = id;
    this.count = 0;
    for (const blob of blobs) {
      this.reserve();
      const row = this.count++;
      this.ids.set(idBytes(blob.id), row * ID_WORDS * 4);
      this.isTree[row] = blob.type === "tree" ? 1 : 0;
      this.offsets[row] = blob.offset;
      this.lengths[row] = blob.length;
      this.uncompressedLengths[row] = blob.uncompressedLength;
    }
    return this;
  }
}

function enlarged<T extends Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
