import type { BlobId, BlobType, PackId, TreeNode } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { StoredSnapshot } from "../../repository/index.ts";
import type { SnapshotChoice } from "../chosen-snapshots.ts";
import type { ReadOptions } from "../task-options.ts";

/** What to look for: entries by their names and times, or the places where stored objects are used. */
export type FindQuery =
  | {
      readonly by: "name";
      /** An entry is found when one of them matches. See PathPatterns for what they mean. */
      readonly patterns: readonly string[];
      readonly ignoreCase?: boolean;
      /** Only entries modified at this time or later, in nanoseconds since 1970. */
      readonly oldestNs?: bigint;
      /** Only entries modified at this time or earlier. */
      readonly newestNs?: bigint;
    }
  | {
      /** Files by the blobs of their content, folders by their trees, or both by the packs these are in. */
      readonly by: "blob" | "tree" | "pack";
      /** Ids or their first digits. */
      readonly ids: readonly string[];
      /** Ends with where the found objects are stored. */
      readonly showPacks?: boolean;
    };

export interface FindOptions extends ReadOptions, SnapshotChoice {
  readonly query: FindQuery;
  /** The newest snapshot comes first unless this is set. */
  readonly oldestFirst?: boolean;
}

export type FindItem = FoundEntryItem | FoundObjectItem | StoredObjectItem;

/** An entry whose name matches. */
export interface FoundEntryItem {
  readonly type: "entry";
  readonly snapshot: StoredSnapshot;
  readonly path: ByteString;
  readonly node: TreeNode;
}

/** A place where a blob is part of a file, or a folder that is the tree. */
export interface FoundObjectItem {
  readonly type: "object";
  readonly object: "blob" | "tree";
  readonly id: BlobId;
  readonly snapshot: StoredSnapshot;
  readonly path: ByteString;
  /** The tree of the folder that holds the file. */
  readonly parentTree?: BlobId;
}

/** Where a copy of a found object is stored. */
export interface StoredObjectItem {
  readonly type: "stored";
  readonly object: "blob" | "tree";
  readonly blobType: BlobType;
  readonly id: BlobId;
  readonly pack: PackId;
  readonly offset: number;
  readonly length: number;
  /** 0 when it is stored uncompressed. */
  readonly uncompressedLength: number;
}
