import type { PackContents, PlacedBlob } from "../survey/index.ts";
import type { PackColumns } from "./plan.ts";

/** What of each pack is needed, and which copy of each blob is the one that counts. */
export interface PackSurvey extends PackColumns {
  /** One bit for each entry of the table: this copy of a needed blob is the one to keep. */
  readonly chosen: SharedArrayBuffer;
}

/** A file of the repository, sealed and named. */
interface SealedListing {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type PruneJobs = {
  /**
   * Sums up what of each pack is needed.
   *
   * `seen` has a bit for the first entry of each blob that snapshots need; `sound` a 1 for each pack that is stored as
   * the index says.
   */
  surveyPacks: { input: { readonly seen: SharedArrayBuffer; readonly sound: Uint8Array }; output: PackSurvey };
  /** Makes the index file of packs that the table knows. */
  sealListing: {
    input: { readonly packs: Uint32Array; readonly contents: Pick<PackContents, "starts" | "entries"> };
    output: SealedListing;
  };
  /** Comes before `copyBlobs` of a round. */
  beginRepack: { input: undefined; output: undefined };
  /** Puts copies of blobs into the thread's open packs, each after it was verified. Answers which are damaged. */
  copyBlobs: {
    input: { readonly bytes: Uint8Array; readonly blobs: readonly PlacedBlob[]; readonly compressData: boolean };
    output: Uint32Array;
  };
  /** The needed blobs of packs that have no stored copy among the entries from `firstNewEntry` on. */
  findUncopied: {
    input: {
      readonly packs: readonly number[];
      readonly contents: Pick<PackContents, "starts" | "entries">;
      readonly chosen: SharedArrayBuffer;
      readonly firstNewEntry: number;
    };
    output: Uint32Array;
  };
};
