import { sha256 } from "../../crypto/index.ts";
import { idBytes, type TreeNode } from "../../format/index.ts";
import { toBuffer } from "../../names/index.ts";
import { type BlobTable, MissingBlob } from "../../repository/index.ts";
import type { WalkedNode } from "../trees/index.ts";
import { HashSet } from "./hash-set.ts";
import type { Stats, StatsMode } from "./model.ts";

type Totals = Omit<Stats, "mode" | "snapshots">;

/** Counts the entries of snapshots one by one. */
export interface EntryCounter {
  startSnapshot(): void;
  count(walked: WalkedNode): void;
  totals(): Totals;
}

export function entryCounter(mode: Exclude<StatsMode, "raw-data">, table: BlobTable): EntryCounter {
  switch (mode) {
    case "restore-size":
      return new RestoreSize();
    case "files-by-contents":
      return new FilesByContents();
    case "blobs-per-file":
      return new BlobsPerFile(table);
  }
}

class RestoreSize implements EntryCounter {
  #files = 0;
  #totalSize = 0;
  readonly #hardLinks = new Set<string>();

  startSnapshot(): void {
    this.#hardLinks.clear();
  }

  count({ node }: WalkedNode): void {
    this.#files += 1;
    if (this.#isNew(node)) this.#totalSize += node.size ?? 0;
  }

  totals(): Totals {
    return { totalSize: this.#totalSize, files: this.#files };
  }

  /** Of a file with several names only the first counts. Without an inode nobody can tell. */
  #isNew({ links, type, inode, deviceId }: TreeNode): boolean {
    if (links === 1 || type === "dir" || !inode) return true;
    const key = `${inode}/${deviceId ?? 0}`;
    if (this.#hardLinks.has(key)) return false;
    this.#hardLinks.add(key);
    return true;
  }
}

/** Everything without content, folders for instance, is one file of no bytes, as in restic. */
class FilesByContents implements EntryCounter {
  #totalSize = 0;
  readonly #contents = new HashSet();

  startSnapshot(): void {}

  count({ node }: WalkedNode): void {
    if (this.#contents.add(contentHash(node))) this.#totalSize += node.size ?? 0;
  }

  totals(): Totals {
    return { totalSize: this.#totalSize, files: this.#contents.size };
  }
}

class BlobsPerFile implements EntryCounter {
  readonly #table: BlobTable;
  readonly #contents = new HashSet();
  readonly #paths = new HashSet();
  readonly #references = new HashSet();
  #totalSize = 0;

  constructor(table: BlobTable) {
    this.#table = table;
  }

  startSnapshot(): void {}

  count({ path, node }: WalkedNode): void {
    if (!this.#contents.add(contentHash(node))) return;
    const pathHash = sha256(toBuffer(path));
    for (const id of node.content ?? []) {
      this.#paths.add(pathHash);
      const blob = idBytes(id);
      if (!this.#references.add(sha256(Buffer.concat([pathHash, blob])))) continue;
      const entry = this.#table.find("data", blob);
      if (entry < 0) throw new MissingBlob("data", id);
      this.#totalSize += this.#table.plainLength(entry);
    }
  }

  totals(): Totals {
    return { totalSize: this.#totalSize, files: this.#paths.size, blobs: this.#references.size };
  }
}

function contentHash({ content }: TreeNode): Buffer {
  return sha256(Buffer.from((content ?? []).join(""), "hex"));
}
