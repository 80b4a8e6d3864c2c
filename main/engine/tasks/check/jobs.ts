import type { ByteString } from "../../names/index.ts";
import type { FindingKind } from "./finding.ts";

/** What one index file says of one pack. */
export interface ListedPack {
  /** The pack's number in the table. */
  readonly pack: number;
  /** 48 bits of a hash over the pack's blobs and their places, in any order: equal for equal lists. */
  readonly digest: number;
}

/**
 * The blobs of every pack, in shared memory: the entries of pack n are `entries[starts[n]]` up to
 * `entries[starts[n + 1]]`, as numbers of the table. And per pack the sizes that follow from them.
 */
export interface PackContents {
  readonly starts: Uint32Array;
  readonly entries: Uint32Array;
  /** Bytes a pack file with these blobs has. */
  readonly sizes: Float64Array;
  /** 1 for data, 2 for trees, 3 for both. */
  readonly types: Uint8Array;
  /** 1 where the blobs cannot lie back to back from the start of the pack. */
  readonly gaps: Uint8Array;
}

/** A tree within bytes that were read. */
export interface TreePlace {
  /** Its number in the table. */
  readonly entry: number;
  readonly start: number;
  readonly length: number;
  readonly uncompressedLength: number;
}

export interface TreeBatch {
  readonly bytes: Uint8Array;
  readonly trees: readonly TreePlace[];
  /** The bytes are plaintext: the caller opened them. */
  readonly isPlain?: boolean;
}

/** How the entries of the table are divided while trees are walked. */
export interface WalkMemory {
  /** One bit for each entry: it was met. */
  readonly seen: SharedArrayBuffer;
  /** Entries from here on are in packs that no index lists. */
  readonly unlistedFrom: number;
  /** Entries from here on are blobs that are nowhere, noted when they were first asked for. */
  readonly missingFrom: number;
}

export interface TreeProblem {
  readonly tree: number;
  readonly kind: FindingKind;
  /** Of the entry in the folder; "" when it is about the folder as a whole. */
  readonly name: ByteString;
  readonly problem: string;
}

export interface CheckedTrees {
  /** Trees met for the first time: whoever gets them must see to it that they are checked. */
  readonly found: Uint32Array;
  /** Blobs met for the first time that are nowhere. */
  readonly missing: Uint32Array;
  /** Blobs met for the first time that are only in packs without an index. */
  readonly unlisted: Uint32Array;
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
