import type { Sealer } from "../crypto/index.ts";
import { encodeIndex, type IndexedBlob, packEntries, readIndexPacks } from "../format/index.ts";
import type { JobHandlers } from "../workers/index.ts";
import type { BlobTable } from "./blob-table.ts";
import type { RepositoryJobs, StoredPack } from "./jobs.ts";
import { openSealedFile, sealFile } from "./sealed-files.ts";

/** What a worker thread needs to do the repository's jobs. */
export interface RepositoryTools {
  readonly table: BlobTable;
  readonly sealer: Sealer;
  readonly version: 1 | 2;
}

export function repositoryJobHandlers(tools: RepositoryTools): JobHandlers<RepositoryJobs> {
  const { table, sealer, version } = tools;
  return {
    loadIndex({ name, bytes }) {
      const json = openSealedFile({ kind: "index", name }, bytes, sealer, version);
      let [packs, blobs] = [0, 0];
      for (const pack of readIndexPacks(json, version)) {
        table.addAll(table.addPack(pack.id, pack.packSize), pack);
        packs += 1;
        blobs += pack.count;
      }
      return { packs, blobs };
    },
    sealIndex({ packs }) {
      const listed = packs.map((pack) => ({ id: pack.id, blobs: indexedBlobs(pack, version) }));
      return sealFile(encodeIndex(listed), sealer, version);
    },
  };
}

/** Where the blobs of a pack lie whose header entries are known: back to back from the start. */
export function* indexedBlobs({ header }: StoredPack, version: 1 | 2): Generator<IndexedBlob> {
  let offset = 0;
  for (const entry of packEntries(header, version)) {
    yield { ...entry, offset };
    offset += entry.length;
  }
}
