import type { NodeType } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { ReadOptions } from "../task-options.ts";

/** How the entries of a folder are put in order. Folders come before everything else in any order. */
export interface FolderOrder {
  /**
   * `name` by default: as people expect it, without regard to case, and `2` before `10`. Entries that are equal by size
   * or time are in the order of their names, whatever the direction.
   */
  readonly order?: "name" | "size" | "modified";
  /** `up` by default: from A to Z, from small to large, from old to new. */
  readonly direction?: "up" | "down";
}

/** Which part of a folder is wanted. */
export interface FolderQuery extends FolderOrder {
  /** Entries to leave out at the start. */
  readonly offset: number;
  /** Entries at most. A page crosses the caller's thread as plain data, so it should be one that a window shows. */
  readonly limit: number;
  /** Only entries whose name contains this text, in any case. */
  readonly match?: string;
}

export interface ReadFolderOptions extends ReadOptions, FolderQuery {
  /** `latest`, or the start of an id. A whole id is the fastest. */
  readonly snapshot: string;
  /** A path in the snapshot, absolute. */
  readonly folder: ByteString;
}

/** An entry of a folder in a snapshot. Plain data. */
export interface FolderEntry {
  readonly name: ByteString;
  readonly type: NodeType;
  /** Bytes; 0 for all but files. */
  readonly size: number;
  /** Milliseconds since 1970; before that it is below 0. */
  readonly modifiedMs: number;
  /** What chmod takes, such as 0o4755. */
  readonly mode: number;
  /** Of a symbolic link. */
  readonly linkTarget?: ByteString;
}

/** A part of a folder. The figures count all entries that match, also beyond this part. */
export interface FolderPage {
  readonly entries: readonly FolderEntry[];
  readonly total: number;
  readonly files: number;
  /** Of these files. */
  readonly bytes: number;
}
