import type { PackId } from "../format/index.ts";
import type { SealedFile } from "./sealed-files.ts";

/** A stored pack and what is in it, as plain header entries (see `decodePackHeader`). */
export interface StoredPack {
  readonly id: PackId;
  readonly header: Uint8Array;
}

/** What an index file said, seen from outside. */
export interface LoadedIndex {
  readonly packs: number;
  readonly blobs: number;
}

/** The jobs that the repository itself gives to worker threads. */
export type RepositoryJobs = {
  /** Opens an index file and adds what it lists to the shared table. */
  loadIndex: { input: { readonly name: string; readonly bytes: Uint8Array }; output: LoadedIndex };
  /** Makes the index file of stored packs. */
  sealIndex: { input: { readonly packs: readonly StoredPack[] }; output: SealedFile };
};
