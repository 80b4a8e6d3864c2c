import { type Sealer, sha256 } from "../crypto/index.ts";
import { type BlobId, decompressInto, idBytes } from "../format/index.ts";
import { Workspace } from "../memory/index.ts";
import { DamagedBlob } from "./errors.ts";

/** Opens one blob after the other in memory of its own. One per thread, for many blobs; `openBlob` is for single ones. */
export class BlobOpener {
  readonly #sealer: Sealer;
  readonly #stored = new Workspace();
  readonly #plain = new Workspace();

  constructor(sealer: Sealer) {
    this.#sealer = sealer;
  }

  /**
   * Opens the sealed bytes of a blob and makes sure they are the blob's.
   *
   * @returns the blob, a view that the next call overwrites
   * @throws {AppError} for a wrong MAC, a wrong length or a wrong hash
   */
  open(sealed: Uint8Array, id: BlobId, uncompressedLength: number): Buffer {
    const room = this.#stored.room(sealed.length);
    const stored = room.subarray(0, this.#sealer.openInto(sealed, room));
    const plain =
      uncompressedLength === 0
        ? stored
        : decompressInto(stored, uncompressedLength, this.#plain.room(uncompressedLength + 1));
    if (!sha256(plain).equals(idBytes(id))) throw new DamagedBlob(id, "its content does not match its id");
    return plain;
  }
}
