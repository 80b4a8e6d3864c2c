import type { SnapshotId } from "../../format/index.ts";
import { type StoredSnapshot, saveSnapshot } from "../../repository/index.ts";
import { chosenSnapshots, type SnapshotChoice } from "../chosen-snapshots.ts";
import { type Locked, withLock } from "../locked.ts";
import type { OpenRepository } from "../open-repository.ts";
import { lockOptions, type TaskOptions } from "../task-options.ts";
import { changedTags, type TagChange } from "./changed-tags.ts";

export interface TagOptions extends TaskOptions, SnapshotChoice {
  readonly change: TagChange;
  /** Told of each as soon as it is done. */
  readonly onChange?: (changed: TaggedSnapshot) => void;
}

export interface TaggedSnapshot {
  readonly oldId: SnapshotId;
  /** With its new tags, its new id, and in `original` the id that it had first. */
  readonly snapshot: StoredSnapshot;
}

export interface TagResult {
  readonly changed: readonly TaggedSnapshot[];
  /** Of those that were chosen. */
  readonly unchanged: number;
}

/**
 * Changes the tags of the chosen snapshots; without names, of all that answer to the filter. Since a snapshot is named
 * after its content, each becomes a new one, and the old one is removed once the new one is stored: when it is stopped or
 * fails, there may be one of them twice, never one too few. It has the repository for itself.
 *
 * @throws {SnapshotNotFound} {AmbiguousId}, and what a storage throws that will not remove
 */
export function tag(open: OpenRepository, options: TagOptions): Promise<TagResult> {
  return withLock(open, lockOptions(true, options), async (locked) => {
    const snapshots = await chosenSnapshots(open, options, locked.signal);
    const changed: TaggedSnapshot[] = [];
    for (const snapshot of snapshots) {
      locked.signal.throwIfAborted();
      const tags = changedTags(snapshot.tags ?? [], options.change);
      if (tags === undefined) continue;
      const done = { oldId: snapshot.id, snapshot: await replace(open, snapshot, tags, locked) };
      changed.push(done);
      options.onChange?.(done);
    }
    return { changed, unchanged: snapshots.length - changed.length };
  });
}

async function replace(
  open: OpenRepository,
  snapshot: StoredSnapshot,
  tags: readonly string[],
  { storage }: Locked,
): Promise<StoredSnapshot> {
  const { id, tags: _, original = id, ...rest } = snapshot;
  const changed = { ...rest, original, ...(tags.length === 0 ? {} : { tags }) };
  const stored = await saveSnapshot(open.repository, changed, storage);
  await storage.remove({ kind: "snapshots", name: id });
  return stored;
}
