import type { Facts } from "../../../../shared/errors/index.ts";
import type { SnapshotId } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";

/** An error is damage or a broken promise of the format; a note is odd and harms nothing. */
export type Severity = "error" | "note";

/** Every kind of finding, and how grave it is: restic's judgement, which other programs on the repository share. */
export const SEVERITY = {
  "config-damaged": "error",
  "key-damaged": "error",
  "snapshot-damaged": "error",
  "index-damaged": "error",
  /** Two index files list different blobs for the same pack. */
  "index-disagrees": "error",
  /** An index file says of a sound pack what is not so. */
  "index-lies": "error",
  "pack-missing": "error",
  "pack-size": "error",
  "pack-damaged": "error",
  /** Snapshots need what is in a pack that no index lists. */
  "pack-unlisted": "error",
  "blob-missing": "error",
  "tree-damaged": "error",
  "entry-invalid": "error",
  "pack-unreferenced": "note",
  "pack-mixed": "note",
  "pack-listed-twice": "note",
  "file-size": "note",
  "folder-order": "note",
  "stray-file": "note",
  "lock-stale": "note",
  "lock-held": "note",
  "lock-damaged": "note",
} as const satisfies Record<string, Severity>;

export type FindingKind = keyof typeof SEVERITY;

/** Something that is not as it should be. Plain data. */
export interface Finding {
  readonly severity: Severity;
  readonly kind: FindingKind;
  /** For people: what is damaged, in a sentence or two. */
  readonly message: string;
  /** Ids and sizes: which pack, blob, index, … it is. */
  readonly facts: Facts;
  /** What of the snapshots is lost or in danger by it. Nothing as long as the check still runs. */
  readonly affected: Affected;
}

export interface Affected {
  /** Files over all snapshots: one that stands in three counts three times. So does a folder whose list is lost. */
  readonly files: number;
  readonly snapshots: readonly AffectedSnapshot[];
}

export interface AffectedSnapshot {
  readonly id: SnapshotId;
  readonly files: number;
  /** The first of them. A path that ends with “/” is a folder whose whole content is lost. */
  readonly paths: readonly ByteString[];
}

export function isError(kind: FindingKind): boolean {
  return SEVERITY[kind] === "error";
}
