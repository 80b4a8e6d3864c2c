import type { MasterKey } from "../../crypto/index.ts";
import type { BlobId, BlobType } from "../../format/index.ts";

/** A blob of another repository within bytes that were read there. */
export interface ForeignBlob {
  readonly type: BlobType;
  readonly id: BlobId;
  readonly start: number;
  readonly length: number;
  readonly uncompressedLength: number;
}

export interface TakenBlobs {
  /** Blobs that this repository had not had. */
  readonly taken: number;
  /** Of those, before compression. */
  readonly takenBytes: number;
  /** Which of the blobs, by their place in the list, are not what their ids say. */
  readonly damaged: Uint32Array;
}

export type CopyJobs = {
  /** Comes before the others of a copy. @property key of the repository that is copied from */
  beginCopy: { input: { readonly key: MasterKey }; output: undefined };
  /** Opens blobs of the other repository, verifies them, and puts those that this one lacks into the thread's open packs. */
  takeBlobs: {
    input: {
      readonly bytes: Uint8Array;
      readonly blobs: readonly ForeignBlob[];
      /** The bytes are plaintext: the caller opened and verified them. */
      readonly isPlain?: boolean;
    };
    output: TakenBlobs;
  };
};
