import { type BlobType, idBytes } from "../../format/index.ts";
import type { StoredSnapshot } from "../../repository/index.ts";
import { chosenSnapshotsAndIndex } from "../chosen-snapshots.ts";
import type { OpenRepository } from "../open-repository.ts";
import { streamLocked } from "../reading.ts";
import { ROOT, TreeReader } from "../trees/index.ts";
import type { FindItem, FindOptions, FindQuery, StoredObjectItem } from "./model.ts";
import { nameSearch } from "./name-search.ts";
import { NO_IDS, type ObjectUse, objectSearch, WantedIds } from "./object-search.ts";
import { packContents } from "./packs.ts";
import { Searcher } from "./search.ts";

type NameQuery = Extract<FindQuery, { by: "name" }>;
type ObjectQuery = Exclude<FindQuery, NameQuery>;

/**
 * Finds entries or uses of stored objects in snapshots, one snapshot after the other and each in the order of its paths.
 *
 * @throws {BadPattern} {NotAnId} {PacksNotFound} {SnapshotNotFound} {AmbiguousId}, and for a damaged repository
 */
export function find(open: OpenRepository, options: FindOptions): AsyncGenerator<FindItem, void, undefined> {
  const { query } = options;
  return streamLocked(open, options, (signal) => {
    if (query.by === "name") return findByName(open, options, query, signal);
    return findObjects(open, options, query, signal);
  });
}

async function* findByName(
  open: OpenRepository,
  options: FindOptions,
  query: NameQuery,
  signal: AbortSignal,
): AsyncGenerator<FindItem> {
  const search = nameSearch(query);
  const snapshots = await searched(open, options, signal);
  const searcher = new Searcher(new TreeReader(open.repository.reader), search);
  for (const snapshot of snapshots) {
    for await (const { path, node } of searcher.hits(snapshot.tree, signal)) {
      yield { type: "entry", snapshot, path, node };
    }
  }
}

async function* findObjects(
  open: OpenRepository,
  options: FindOptions,
  query: ObjectQuery,
  signal: AbortSignal,
): AsyncGenerator<FindItem> {
  const snapshots = await searched(open, options, signal);
  const { blobs, trees } = await wantedObjects(open, query, signal);
  const searcher = new Searcher(new TreeReader(open.repository.reader), objectSearch(blobs, trees));
  const found = new Map<string, ObjectUse>();
  for (const snapshot of snapshots) {
    for await (const use of usesIn(searcher, trees, snapshot, signal)) {
      found.set(`${use.object}${use.id}`, use);
      yield { type: "object", snapshot, ...use };
    }
  }
  if (query.showPacks === true) for (const use of found.values()) yield* placesOf(open, use);
}

async function wantedObjects(open: OpenRepository, query: ObjectQuery, signal: AbortSignal) {
  if (query.by === "pack") return packContents(open.repository, query.ids, signal);
  const ids = new WantedIds(query.ids);
  return query.by === "blob" ? { blobs: ids, trees: NO_IDS } : { blobs: NO_IDS, trees: ids };
}

/** The snapshot's own tree is no entry of any folder, so it is looked at here. */
async function* usesIn(
  searcher: Searcher<"anywhere", ObjectUse>,
  trees: WantedIds,
  snapshot: StoredSnapshot,
  signal: AbortSignal,
): AsyncGenerator<ObjectUse> {
  if (trees.has(snapshot.tree)) yield { object: "tree", id: snapshot.tree, path: ROOT };
  yield* searcher.hits(snapshot.tree, signal);
}

function placesOf(open: OpenRepository, { object, id }: ObjectUse): StoredObjectItem[] {
  const blobType: BlobType = object === "tree" ? "tree" : "data";
  return open.repository.table.copies(blobType, idBytes(id)).map(({ pack, offset, length, uncompressedLength }) => {
    return { type: "stored", object, blobType, id, pack, offset, length, uncompressedLength };
  });
}

/** The snapshots to search; named ones stay in their order. */
async function searched(open: OpenRepository, options: FindOptions, signal: AbortSignal) {
  const snapshots = await chosenSnapshotsAndIndex(open, options, signal);
  const isNamed = (options.snapshots ?? []).length > 0;
  return isNamed || options.oldestFirst === true ? snapshots : [...snapshots].reverse();
}
