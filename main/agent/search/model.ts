import type { FolderColumns } from "../../engine/index.ts";

/** A snapshot as the index has to know it. */
export interface SnapshotToIndex {
  readonly id: string;
  readonly time: number;
  /** Snapshots of one series are compared with each other: a plan's tag, or host and folders. */
  readonly series: string;
  /** The id of its root's tree. */
  readonly tree: string;
}

/** A snapshot that is being taken in. */
export interface Place {
  readonly line: number;
  readonly ordinal: number;
}

/** A folder that is not as the index has it. `path` is its number, 0 for the root. */
export interface FolderToRead {
  readonly path: number;
  readonly tree: string;
}

export interface FolderToApply {
  readonly place: Place;
  readonly path: number;
  readonly columns: FolderColumns;
}

export interface FindQuery {
  readonly text: string;
  readonly target?: string;
  readonly series?: string;
  readonly offset: number;
  readonly limit: number;
}

/** What a span says of a file. */
export interface Content {
  /** A place in the engine's `COLUMN_TYPES`. */
  readonly type: number;
  readonly bytes: number;
  readonly modified: number;
  readonly content: number;
}

export interface FoundPath {
  readonly target: string;
  readonly series: string;
  /** As the contract has paths. */
  readonly path: string;
  readonly type: number;
  readonly versions: number;
  readonly snapshotId: string;
  readonly snapshotAt: number;
  readonly bytes: number;
  readonly modified: number;
  readonly isGone: boolean;
}

export interface FoundPaths {
  readonly found: readonly FoundPath[];
  readonly hasMore: boolean;
  /** Not everything that could fit was looked at. */
  readonly isCut: boolean;
}

export interface PathVersion {
  /** The newest first. */
  readonly snapshots: readonly { readonly id: string; readonly time: number }[];
  readonly type: number;
  readonly bytes: number;
  readonly modified: number;
}

export interface IndexTotals {
  readonly snapshots: number;
  readonly paths: number;
  readonly spans: number;
}
