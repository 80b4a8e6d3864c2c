import type { BlobType, PackId } from "../../format/index.ts";
import { decodePackHeader } from "../../format/index.ts";
import { type Repository, readPackHeader } from "../../repository/index.ts";
import { PacksNotFound } from "./errors.ts";
import { WantedIds } from "./object-search.ts";

/** The ids of what is in some packs. */
export interface PackContents {
  readonly blobs: WantedIds;
  readonly trees: WantedIds;
}

/**
 * What the packs hold by the index, and by their own headers for packs that no index lists.
 *
 * @throws {PacksNotFound} {NotAnId}
 */
export async function packContents(
  repository: Repository,
  asked: readonly string[],
  signal: AbortSignal,
): Promise<PackContents> {
  const ids: Record<BlobType, string[]> = { data: [], tree: [] };
  const found = collectFromIndex(repository, new WantedIds(asked), ids);
  await collectFromHeaders(repository, asked, found, ids, signal);
  const missing = asked.filter((id) => ![...found].some((pack) => pack.startsWith(id)));
  if (missing.length > 0) throw new PacksNotFound(missing);
  return { blobs: new WantedIds(ids.data), trees: new WantedIds(ids.tree) };
}

function collectFromIndex(repository: Repository, wanted: WantedIds, ids: Record<BlobType, string[]>): Set<PackId> {
  const { table } = repository;
  const packs = new Map<number, PackId>();
  for (let pack = 0; pack < table.packCount; pack++) {
    const id = table.packId(pack);
    if (wanted.has(id)) packs.set(pack, id);
  }
  for (let entry = 0; entry < table.size; entry++) {
    if (packs.has(table.packNumber(entry))) ids[table.typeOf(entry)].push(table.idOf(entry));
  }
  return new Set(packs.values());
}

async function collectFromHeaders(
  repository: Repository,
  asked: readonly string[],
  found: Set<PackId>,
  ids: Record<BlobType, string[]>,
  signal: AbortSignal,
): Promise<void> {
  const wanted = new WantedIds(asked);
  for await (const file of repository.storage.list("data", signal)) {
    // The storage lists only names that are ids.
    const pack = file.name as PackId;
    if (!wanted.has(pack) || found.has(pack)) continue;
    const header = await readPackHeader(repository, file, signal);
    if (header === undefined) continue;
    found.add(pack);
    for (const { type, id } of decodePackHeader(header, repository.version)) ids[type].push(id);
  }
}
