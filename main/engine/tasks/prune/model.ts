import type { PackId } from "../../format/index.ts";
import type { TaskOptions } from "../task-options.ts";

/** How much that nobody needs may stay: a share of all that is stored afterwards, an amount, or as much as there is. */
export type MaxUnused = { readonly percent: number } | { readonly bytes: number } | "unlimited";

/** A prune takes an exclusive lock, for a dry run, too. */
export interface PruneOptions extends TaskOptions {
  /** 5 % by default. */
  readonly maxUnused?: MaxUnused;
  /** Packs of at most so many bytes together are written anew. */
  readonly maxRepackBytes?: number;
  /** Joins packs below 80 % of the usual size, too; without it, only those that are far below what there is. */
  readonly repackSmall?: boolean;
  /** Joins packs below this size, in bytes. */
  readonly repackSmallerThan?: number;
  /** Compresses what is stored uncompressed (format version 2). */
  readonly repackUncompressed?: boolean;
  /** Leaves packs of file content as they are unless nothing in them is needed. */
  readonly repackCacheableOnly?: boolean;
  /** Tells what would be done and changes nothing. */
  readonly dryRun?: boolean;
  /**
   * After so many seconds no further pack is begun; what was done by then counts, and the next prune goes on. At least one
   * pack is done.
   */
  readonly maxSeconds?: number;
  /**
   * For a full disk: removes all that needs no rewriting before it rewrites anything, and rewrites in steps that take less
   * than was freed. A prune goes over to this by itself when the storage has no room left.
   */
  readonly deleteFirst?: boolean;
  /** As if these snapshots were gone already. Only for a dry run. */
  readonly without?: readonly string[];
}

export type PrunePhase = "opening" | "index" | "folders" | "packs" | "repacking" | "listing" | "removing";

/** Figures at one moment of a prune. */
export interface PruneProgress {
  readonly type: "progress";
  readonly phase: PrunePhase;
  readonly secondsElapsed: number;
  /** Folder lists looked through for what is needed. */
  readonly treesDone: number;
  /** Bytes read from packs that are written anew, of those that are to be. */
  readonly bytesRepacked: number;
  readonly bytesToRepack: number;
  /** Packs removed from the storage by now, of those that are to be. */
  readonly packsRemoved: number;
  readonly packsToRemove: number;
}

/** A lock of a dead process was removed on the way in. */
export interface PruneUnlocked {
  readonly type: "unlocked";
  readonly hostname: string;
  readonly username: string;
  readonly pid: number;
}

/** The storage had no room left; the prune begins again, with what frees room. */
export interface PruneOutOfSpace {
  readonly type: "out-of-space";
}

/** What is to be done, before anything is. */
export interface PrunePlanned {
  readonly type: "planned";
  readonly figures: PruneFigures;
}

export type PruneNotice = PruneUnlocked | PruneOutOfSpace | PrunePlanned;

export type PruneEvent = PruneProgress | PruneNotice;

/** Blobs and the bytes they take, sealed. */
export interface BlobAmount {
  readonly blobs: number;
  readonly bytes: number;
}

export interface PackAmount {
  readonly packs: number;
  /** Of the files. */
  readonly bytes: number;
}

/** What a repository holds and what a plan does with it. */
export interface PruneFigures {
  /** What snapshots need, each blob once. */
  readonly used: BlobAmount;
  /** What no snapshot needs. */
  readonly unused: BlobAmount;
  /** Further copies of blobs that are needed. */
  readonly duplicate: BlobAmount;
  /** Packs that no index lists, as interrupted runs leave them. They are removed. */
  readonly unlisted: PackAmount;
  /** Removed with packs in which nothing is needed. */
  readonly removed: BlobAmount & { readonly packs: number };
  /** In packs that are written anew; `freed` is what of it is not written again. */
  readonly repacked: BlobAmount & { readonly packs: number; readonly freed: BlobAmount };
  /** Packs that stay as they are. */
  readonly keptPacks: number;
  /** What stays though nobody needs it. */
  readonly unusedAfter: BlobAmount;
}

/** Why less was done than there was to do. */
export type PruneStop = "time" | "space";

/** What nobody needs and the storage protects still. It stays, and so does all that stands with it in an index that is protected. */
export interface PruneHeld extends PackAmount {
  /** When the last of it is free; undefined where the storage does not tell. */
  readonly until?: Date;
}

export interface PruneResult extends PruneFigures {
  readonly isDryRun: boolean;
  /** All packs, listed or not, in a dry run as they would be. */
  readonly before: PackAmount;
  readonly after: PackAmount;
  /** Temporary files of interrupted writes that were removed. */
  readonly leftovers: number;
  /** Packs that nobody needs and the storage did not let us remove; the next prune tries again. */
  readonly notRemoved: number;
  /** On a storage that protects files, if that kept anything from being removed. */
  readonly held?: PruneHeld;
  /** Another prune would go on. */
  readonly stoppedBy?: PruneStop;
  /** What would be done, by packs: in a dry run only. */
  readonly planned?: PlannedPacks;
}

export interface PlannedPacks {
  readonly remove: readonly PackId[];
  readonly repack: readonly PackId[];
  readonly unlisted: readonly PackId[];
}
