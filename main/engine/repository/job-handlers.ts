import type { Sealer } from "../crypto/index.ts";
import { decodePackHeader, encodeIndex, type IndexedPack, idBytes, packSize, readIndexPacks } from "../format/index.ts";
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
        addPack(table, pack);
        packs += 1;
        blobs += pack.blobs.length;
      }
      return { packs, blobs };
    },
    sealIndex({ packs }) {
      return sealFile(encodeIndex(packs.map((pack) => indexedPack(pack, version))), sealer, version);
    },
  };
}

function addPack(table: BlobTable, pack: IndexedPack): void {
  const number = table.addPack(pack.id, packSize(pack.blobs));
  for (const blob of pack.blobs) table.add({ ...blob, id: idBytes(blob.id), pack: number });
}

/** The index entry of a pack whose header entries are known; blobs lie back to back from the start. */
export function indexedPack(pack: StoredPack, version: 1 | 2): IndexedPack {
  let offset = 0;
  const blobs = decodePackHeader(pack.header, version).map((entry) => {
    const blob = { ...entry, offset };
    offset += entry.length;
    return blob;
  });
  return { id: pack.id, blobs };
}
