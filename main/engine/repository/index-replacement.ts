import { encodePackHeader } from "../format/index.ts";
import type { Storage } from "../storage/index.ts";
import type { BlobTable } from "./blob-table.ts";
import { IndexWriter } from "./index-writer.ts";
import type { StoredPack } from "./jobs.ts";
import type { SealedFile } from "./sealed-files.ts";

export interface IndexReplacement {
  readonly storage: Pick<Storage, "write" | "remove">;
  /** Makes the index file of packs. */
  readonly seal: (packs: readonly StoredPack[]) => Promise<SealedFile>;
  /** What the new files list, each pack once and as a whole. */
  readonly packs: Iterable<StoredPack> | AsyncIterable<StoredPack>;
  /** The names of the index files that are to go. */
  readonly obsolete: Iterable<string>;
  readonly signal?: AbortSignal;
}

/**
 * Puts new index files in the place of old ones. All new ones are stored before the first old one goes, so a kill leaves
 * at worst both, which say the same of every pack that stays. Packs that are to vanish are removed after this.
 *
 * @returns how many packs the new files list, and how many files went
 */
export async function replaceIndex(replacement: IndexReplacement): Promise<{ packs: number; removed: number }> {
  const { storage, seal, packs, obsolete, signal } = replacement;
  // Only a full file is written before the end: there is nothing to be kept early of what is listed elsewhere.
  const writer = new IndexWriter(storage, seal, () => 0);
  let listed = 0;
  for await (const pack of packs) {
    signal?.throwIfAborted();
    await writer.add(pack);
    listed += 1;
  }
  await writer.flush();
  let removed = 0;
  for (const name of obsolete) {
    signal?.throwIfAborted();
    await storage.remove({ kind: "index", name });
    removed += 1;
  }
  return { packs: listed, removed };
}

/**
 * A pack as the table knows it, to be listed anew. Its blobs must lie back to back, as an index of a sound pack says.
 *
 * @param entries the table's entries of that pack, in any order
 */
export function listedPack(table: BlobTable, pack: number, entries: Iterable<number>): StoredPack {
  const blobs = Array.from(entries, (entry) => ({
    ...{ id: table.idOf(entry), type: table.typeOf(entry) },
    ...table.place(entry),
  }));
  blobs.sort((a, b) => a.offset - b.offset);
  return { id: table.packId(pack), header: encodePackHeader(blobs) };
}
