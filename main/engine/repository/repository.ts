import { type MasterKey, Sealer } from "../crypto/index.ts";
import type { KeyId, RepositoryConfig } from "../format/index.ts";
import type { Storage } from "../storage/index.ts";
import { BlobReader } from "./blob-reader.ts";
import { BlobTable } from "./blob-table.ts";

/** An opened repository: its storage, its key, and the table of what it holds (empty until the index is loaded). */
export class Repository {
  readonly storage: Storage;
  readonly config: RepositoryConfig;
  readonly key: MasterKey;
  readonly keyId: KeyId;
  readonly sealer: Sealer;
  readonly table = new BlobTable();
  readonly reader: BlobReader;

  constructor(storage: Storage, config: RepositoryConfig, key: MasterKey, keyId: KeyId) {
    this.storage = storage;
    this.config = config;
    this.key = key;
    this.keyId = keyId;
    this.sealer = new Sealer(key);
    this.reader = new BlobReader(storage, this.sealer, this.table);
  }

  get version(): 1 | 2 {
    return this.config.version;
  }
}
