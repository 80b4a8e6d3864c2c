import type { BlobId } from "../../format/index.ts";
import type { ListedFolder } from "./listed-folder.ts";

/** An entry takes about a hundred bytes. */
const ENTRIES_KEPT = 300_000;

/** The folders that were looked into last, as many as stay below a number of entries, and the very last in any case. */
export class FolderShelf {
  readonly #entriesKept: number;
  /** The one used longest ago comes first. */
  readonly #folders = new Map<BlobId, ListedFolder>();
  #entries = 0;

  constructor(entriesKept = ENTRIES_KEPT) {
    this.#entriesKept = entriesKept;
  }

  get(id: BlobId): ListedFolder | undefined {
    const folder = this.#folders.get(id);
    if (folder === undefined) return undefined;
    this.#folders.delete(id);
    this.#folders.set(id, folder);
    return folder;
  }

  /** @param folder one that is not on the shelf */
  put(id: BlobId, folder: ListedFolder): void {
    this.#folders.set(id, folder);
    this.#entries += costOf(folder);
    for (const [oldest, { length }] of this.#folders) {
      if (this.#entries <= this.#entriesKept || oldest === id) break;
      this.#folders.delete(oldest);
      this.#entries -= costOf({ length });
    }
  }
}

/** An empty folder takes room, too. */
function costOf({ length }: Pick<ListedFolder, "length">): number {
  return length + 1;
}
