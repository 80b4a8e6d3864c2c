import type { AppError } from "../../../../shared/errors/index.ts";
import type { NodeType } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { SnapshotFilter, StoredSnapshot } from "../../repository/index.ts";
import type { ReadOptions } from "../task-options.ts";

export interface DiffOptions extends ReadOptions {
  /** `latest` or the start of an id, each with `:FOLDER` behind it where only a folder is to be compared. */
  readonly before: string;
  readonly after: string;
  /** What `latest` is chosen from. */
  readonly filter?: SnapshotFilter;
  /**
   * Also tells entries of which only the metadata changed; `lasting`: without what reading changes, or saving a file anew (times
   * of access and change, numbers of inodes), and without the time of a folder, which is that of what is in it.
   */
  readonly metadata?: boolean | "lasting";
  /** Only what is in this folder, which one of the two may lack. Paths are whole all the same. */
  readonly folder?: ByteString;
  /** Without them, folders that are the same on both sides need not be read at all. With them by default. */
  readonly statistics?: boolean;
}

/**
 * What happened to an entry, in restic's letters: `+` added, `-` removed, `T` type changed, `M` content modified, `U`
 * metadata updated, `?` content modified while all metadata stayed the same, as when a disk decays. Several may apply.
 */
export type Modifier = "+" | "-" | "T" | "TU" | "M" | "M?" | "U";

/** Counts of one side. The blobs are those that only this side needs. */
export interface DiffCounts {
  readonly files: number;
  readonly dirs: number;
  readonly others: number;
  readonly dataBlobs: number;
  readonly treeBlobs: number;
  /** Plaintext bytes of the blobs. */
  readonly bytes: number;
}

/** One side of a change. */
export interface DiffSide {
  readonly type: NodeType;
  /** Bytes; 0 for all but files. */
  readonly size: number;
}

export interface DiffStatistics {
  readonly changedFiles: number;
  readonly added: DiffCounts;
  readonly removed: DiffCounts;
}

/** First the snapshots, then the changes by path, last the statistics. */
export type DiffItem =
  | { readonly type: "snapshots"; readonly before: StoredSnapshot; readonly after: StoredSnapshot }
  /** The path of a folder ends with a slash. */
  | {
      readonly type: "change";
      readonly path: ByteString;
      readonly modifier: Modifier;
      readonly before?: DiffSide;
      readonly after?: DiffSide;
    }
  /** A folder that cannot be read; the comparison goes on without it, and the statistics are too low. */
  | { readonly type: "problem"; readonly path: ByteString; readonly error: AppError }
  | { readonly type: "statistics"; readonly statistics: DiffStatistics };
