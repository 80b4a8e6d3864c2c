import type { BlobId } from "../../format/index.ts";

/** A folder's list of entries as it is stored, on its way to a worker thread, which opens it. */
export interface SealedTree {
  readonly id: BlobId;
  readonly bytes: Uint8Array;
  readonly uncompressedLength: number;
}
