import type { ByteString } from "../../names/index.ts";
import type { MetBlobs, PackContents, PlacedBlob, WalkMemory } from "../survey/index.ts";
import type { FindingKind } from "./finding.ts";

/** What one index file says of one pack. */
export interface ListedPack {
  /** The pack's number in the table. */
  readonly pack: number;
  /** 48 bits of a hash over the pack's blobs and their places, in any order: equal for equal lists. */
  readonly digest: number;
}

export interface TreeBatch {
  readonly bytes: Uint8Array;
  readonly trees: readonly PlacedBlob[];
  /** The bytes are plaintext: the caller opened them. */
  readonly isPlain?: boolean;
}

export interface TreeProblem {
  readonly tree: number;
  readonly kind: FindingKind;
  /** Of the entry in the folder; "" when it is about the folder as a whole. */
  readonly name: ByteString;
  readonly problem: string;
}

export interface CheckedTrees extends MetBlobs {
  readonly unreadable: readonly { readonly entry: number; readonly problem: string }[];
  readonly problems: readonly TreeProblem[];
}

/** What is wrong with a pack that was read whole. */
export interface CheckedPack {
  readonly isNamedRight: boolean;
  /** What is wrong with its header, or with the way the header and the index go together. */
  readonly header?: string;
  readonly disagreement?: string;
  /** Entries of the table whose blobs cannot be had from their places. */
  readonly damaged: Uint32Array;
  readonly damage?: string;
}

/** Something in a folder that a finding touches. */
export interface TouchedEntry {
  readonly name: ByteString;
  readonly isFolder: boolean;
  readonly finding: number;
}

export interface SurveyedTree {
  readonly touched: readonly TouchedEntry[];
  /** Folders whose trees can be read. */
  readonly folders: readonly { readonly name: ByteString; readonly entry: number }[];
}

export type CheckJobs = {
  /** Opens an index file, adds what it lists to the table, and tells how each pack is listed. */
  checkIndex: { input: { readonly name: string; readonly bytes: Uint8Array }; output: readonly ListedPack[] };
  /** Sorts the table's entries by packs. */
  sortByPack: { input: undefined; output: PackContents };
  checkTrees: { input: { readonly batch: TreeBatch; readonly memory: WalkMemory }; output: CheckedTrees };
  checkPack: {
    input: {
      readonly name: string;
      readonly pack: number;
      readonly bytes: Uint8Array;
      readonly contents: Pick<PackContents, "starts" | "entries">;
    };
    output: CheckedPack;
  };
  /** Says what of a folder is touched by findings: `causes` holds a finding's number plus one for each lost blob. */
  surveyTree: { input: { readonly plain: Uint8Array; readonly causes: Uint32Array }; output: SurveyedTree };
};
