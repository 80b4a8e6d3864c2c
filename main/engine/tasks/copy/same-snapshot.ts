import { parseTime, type SnapshotId } from "../../format/index.ts";
import type { StoredSnapshot } from "../../repository/index.ts";

/** The id by which a snapshot and all its copies know each other. */
export function originOf({ id, original }: StoredSnapshot): SnapshotId {
  return original ?? id;
}

/**
 * Whether two snapshots are the same but for their ids and parents: restic's rule for what need not be copied again.
 * Lists of paths and tags are compared as sets, excludes in their order.
 */
export function isSame(a: StoredSnapshot, b: StoredSnapshot): boolean {
  const isSameMoment = parseTime(a.time) === parseTime(b.time) && a.tree === b.tree;
  return (
    isSameMoment &&
    (a.hostname ?? "") === (b.hostname ?? "") &&
    (a.username ?? "") === (b.username ?? "") &&
    (a.uid ?? 0) === (b.uid ?? 0) &&
    (a.gid ?? 0) === (b.gid ?? 0) &&
    isSameSet(a.paths, b.paths) &&
    isSameSet(a.tags ?? [], b.tags ?? []) &&
    isSameList(a.excludes ?? [], b.excludes ?? [])
  );
}

/** Finds the copies of snapshots in a repository, by what they say of where they come from. */
export class KnownSnapshots {
  readonly #byOrigin = new Map<SnapshotId, StoredSnapshot[]>();

  constructor(snapshots: readonly StoredSnapshot[]) {
    for (const snapshot of snapshots) {
      for (const id of new Set([snapshot.id, originOf(snapshot)])) {
        this.#byOrigin.set(id, [...(this.#byOrigin.get(id) ?? []), snapshot]);
      }
    }
  }

  copyOf(snapshot: StoredSnapshot): StoredSnapshot | undefined {
    return this.#byOrigin.get(originOf(snapshot))?.find((known) => isSame(known, snapshot));
  }
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && b.every((each) => a.includes(each));
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, place) => each === b[place]);
}
