import { decodeSnapshot, encodeSnapshot, parseTime, type Snapshot, type SnapshotId } from "../format/index.ts";
import { callsAtOnce, type Storage } from "../storage/index.ts";
import { AmbiguousId, SnapshotNotFound } from "./errors.ts";
import type { Repository } from "./repository.ts";
import { openSealedFile, readNamedFile, sealFile } from "./sealed-files.ts";

/** A snapshot and the id it is known by. */
export interface StoredSnapshot extends Snapshot {
  readonly id: SnapshotId;
}

/** Which snapshots are meant; what is left out does not matter. */
export interface SnapshotFilter {
  readonly hosts?: readonly string[];
  /** A snapshot must have all tags of one of these lists; the empty tag means a snapshot without any. */
  readonly tags?: readonly (readonly string[])[];
  /** A snapshot must have all these paths. */
  readonly paths?: readonly string[];
}

/** Snapshots read at the same time. */
const PARALLEL = 8;

/** All snapshots that answer to the filter, the oldest first. */
export async function listSnapshots(
  repository: Repository,
  filter: SnapshotFilter = {},
  signal?: AbortSignal,
): Promise<StoredSnapshot[]> {
  const ids: SnapshotId[] = [];
  // The storage lists only names that are ids.
  for await (const { name } of repository.storage.list("snapshots", signal)) ids.push(name as SnapshotId);
  const snapshots: StoredSnapshot[] = [];
  const next = ids.entries();
  let isOver = false;
  const lane = async (): Promise<void> => {
    try {
      for (const [at, id] of next) {
        snapshots[at] = await loadSnapshot(repository, id, signal);
        if (isOver) return;
      }
    } finally {
      // There are no more, or one cannot be read and the others are of no use.
      isOver = true;
    }
  };
  await Promise.all(Array.from({ length: callsAtOnce(repository.storage, PARALLEL) }, lane));
  return snapshots.filter((snapshot) => matchesFilter(snapshot, filter)).sort(byTime);
}

export async function loadSnapshot(
  repository: Repository,
  id: SnapshotId,
  signal?: AbortSignal,
): Promise<StoredSnapshot> {
  const file = { kind: "snapshots", name: id } as const;
  const bytes = await readNamedFile(repository.storage, file, signal);
  const json = openSealedFile(file, bytes, repository.sealer, repository.version);
  return { ...decodeSnapshot(json), id };
}

/** Writes a snapshot. Everything it refers to must be stored and indexed by now. */
export async function saveSnapshot(
  repository: Repository,
  snapshot: Snapshot,
  storage: Pick<Storage, "write"> = repository.storage,
): Promise<StoredSnapshot> {
  const { name, bytes } = sealFile(encodeSnapshot(snapshot), repository.sealer, repository.version);
  await storage.write({ kind: "snapshots", name }, bytes);
  // The name of a sealed file is the id of what it holds.
  return { ...snapshot, id: name as SnapshotId };
}

/**
 * The snapshot a person means: `latest` (the newest that answers to the filter) or the start of an id.
 *
 * @throws {SnapshotNotFound}
 * @throws {AmbiguousId}
 */
export async function findSnapshot(
  repository: Repository,
  asked: string,
  filter: SnapshotFilter = {},
  signal?: AbortSignal,
): Promise<StoredSnapshot> {
  if (asked === "latest") {
    const newest = (await listSnapshots(repository, filter, signal)).at(-1);
    if (newest === undefined) throw new SnapshotNotFound(asked);
    return newest;
  }
  return loadSnapshot(repository, await findId(repository.storage, asked, signal), signal);
}

function matchesFilter(snapshot: Snapshot, filter: SnapshotFilter): boolean {
  const { hosts = [], tags = [], paths = [] } = filter;
  const hasHost = hosts.length === 0 || hosts.includes(snapshot.hostname ?? "");
  const isTagged = tags.length === 0 || tags.some((all) => hasTags(snapshot, all));
  return hasHost && isTagged && paths.every((path) => snapshot.paths.includes(path));
}

/** Whether a snapshot has all these tags. As in restic the empty tag is had by one without tags, which then needs no other. */
export function hasTags({ tags = [] }: Pick<Snapshot, "tags">, wanted: readonly string[]): boolean {
  for (const tag of wanted) {
    if (tag === "" && tags.length === 0) return true;
    if (!tags.includes(tag)) return false;
  }
  return true;
}

async function findId(storage: Storage, asked: string, signal?: AbortSignal): Promise<SnapshotId> {
  if (!/^[0-9a-f]{1,64}$/.test(asked)) throw new SnapshotNotFound(asked);
  const matches: string[] = [];
  for await (const { name } of storage.list("snapshots", signal)) if (name.startsWith(asked)) matches.push(name);
  const [first] = matches;
  if (first === undefined) throw new SnapshotNotFound(asked);
  if (matches.length > 1) throw new AmbiguousId(asked, matches.length);
  // The storage lists only names that are ids.
  return first as SnapshotId;
}

function byTime(a: Snapshot, b: Snapshot): number {
  const difference = parseTime(a.time) - parseTime(b.time);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
