import type { BlobId, BlobType, PackId, SnapshotId } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { StoredSnapshot } from "../../repository/index.ts";
import type { SnapshotChoice } from "../chosen-snapshots.ts";
import type { ReadOptions, TaskOptions } from "../task-options.ts";

export type RepairPhase = "opening" | "index" | "packs" | "salvage" | "writing" | "snapshots";

/** Figures at one moment of a repair. */
export interface RepairProgress {
  readonly type: "progress";
  readonly phase: RepairPhase;
  readonly secondsElapsed: number;
  /** Packs read, or folders looked at. */
  readonly done: number;
  /** Where it is known. */
  readonly total?: number;
  /** Bytes of packs read. */
  readonly bytesRead: number;
}

/** A blob that is in no pack any more, as far as the index will know. */
export interface LostBlob {
  readonly type: BlobType;
  readonly id: BlobId;
}

/** Something that is not as it should be, at the moment it is found. */
export type RepairNotice =
  | { readonly type: "index-damaged"; readonly index: string; readonly problem: string }
  /** An index lists it, and it is not stored. */
  | { readonly type: "pack-missing"; readonly pack: PackId }
  /** It is stored, and no index lists it. */
  | { readonly type: "pack-unlisted"; readonly pack: PackId }
  /** It is not what the index says. */
  | { readonly type: "pack-doubtful"; readonly pack: PackId }
  /** Its header cannot be read. */
  | { readonly type: "pack-unreadable"; readonly pack: PackId; readonly isListed: boolean }
  /** It was to be removed, and the storage protects it still. */
  | { readonly type: "held"; readonly kind: string; readonly file: string; readonly problem: string }
  | { readonly type: "blob-lost"; readonly blob: LostBlob; readonly pack: PackId }
  | { readonly type: "snapshot"; readonly snapshot: StoredSnapshot }
  | SnapshotChange;

/** What is not in a snapshot any more, or different. */
export interface SnapshotChange {
  readonly type: "change";
  readonly snapshot: SnapshotId;
  /** Of an entry; “/” for the snapshot as a whole. */
  readonly path: ByteString;
  /**
   * `content`: a file lost pieces of its content. `size`: only its noted size was wrong. `folder`: a folder is empty now,
   * because its list is lost. `root`: that was the list of the whole snapshot. `unknown`: the list of a folder is whole,
   * but in a form that this program does not know; it is left as it is.
   */
  readonly what: "content" | "size" | "folder" | "root" | "unknown";
}

export interface RepairIndexOptions extends TaskOptions {
  /** Reads the headers of all packs instead of relying on what the index says. */
  readonly readAllPacks?: boolean;
  /** Only says what it would do. */
  readonly dryRun?: boolean;
}

export interface RepairIndexResult {
  /** Something was wrong, or all was to be written anew. With `dryRun`: would be. */
  readonly isChanged: boolean;
  readonly damagedIndexes: readonly string[];
  /** Listed and not stored: they are not listed any more. */
  readonly missing: readonly PackId[];
  /** Stored and in no index: they are listed now. */
  readonly added: readonly PackId[];
  /** Listed wrongly, or to be read in any case: listed now as their headers say. */
  readonly reread: readonly PackId[];
  /** Without a header that can be read, and so not listed. What the index knew of them is salvaged. They stay where they are. */
  readonly unreadable: readonly PackId[];
  readonly salvaged: Salvaged;
  /** Index files that went. */
  readonly removedIndexes: number;
}

/** What could be saved of damaged packs. */
export interface Salvaged {
  /** Blobs that were stored anew. */
  readonly blobs: number;
  /** Blobs that no other pack has either. With `dryRun` nobody knows. */
  readonly lost: readonly LostBlob[];
}

export interface RepairPacksOptions extends TaskOptions {
  /** Whole ids, or beginnings of them that fit one pack only. */
  readonly packs: readonly string[];
  /**
   * Keeps a damaged pack as it is somewhere else. Called for each that is stored, before anything is changed; if it fails,
   * nothing is.
   */
  readonly setAside: (pack: PackId, bytes: Uint8Array) => Promise<void>;
}

export interface RepairPacksResult {
  /** Packs that are out of the index, and of the repository. */
  readonly removed: readonly PackId[];
  /** Those of them that were not even stored. */
  readonly missing: readonly PackId[];
  readonly salvaged: Salvaged;
}

/** A dry run shares the repository with others; with `noLock` it takes no lock. */
export interface RepairSnapshotsOptions extends ReadOptions, SnapshotChoice {
  /** Removes the snapshots that were repaired, and those of which nothing can be read. */
  readonly forget?: boolean;
  readonly dryRun?: boolean;
}

export interface RepairedSnapshot {
  readonly old: StoredSnapshot;
  /** What took its place. Absent in a dry run, and where nothing is left of it. */
  readonly snapshot?: StoredSnapshot;
  /** The old one was removed; in a dry run: would be. */
  readonly isRemoved: boolean;
  /** Its root cannot be read, so nothing is left of it. */
  readonly isEmpty: boolean;
}

export interface RepairSnapshotsResult {
  readonly repaired: readonly RepairedSnapshot[];
  /** Of those that were chosen. */
  readonly unchanged: number;
  /** Files and folders that changed, and the first of these changes. */
  readonly changeCount: number;
  readonly changes: readonly SnapshotChange[];
}
