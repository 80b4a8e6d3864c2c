import type { Snapshot, SnapshotId } from "../../../shared/model/index.ts";

/** The id by which a snapshot and all its copies know each other. */
export function originOf({ id, original }: Pick<Snapshot, "id" | "original">): SnapshotId {
  return original ?? id;
}

/**
 * Whether every byte was read for a snapshot: because that was asked for, or because there was nothing to compare with. A
 * copy knows no parent, so of it only what its tag says counts.
 */
export function isFull({ mode, parent, original }: Pick<Snapshot, "mode" | "parent" | "original">): boolean {
  return mode === "full" || (parent === undefined && original === undefined);
}
