import type { BlobId, TreeNode } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";

/** A folder of which something is still to be done. */
export interface PendingFolder {
  readonly parent?: PendingFolder;
  readonly path: ByteString;
  /** Its metadata; the target itself has none to get. */
  readonly node?: TreeNode;
  readonly tree: BlobId;
  readonly isWanted: boolean;
  /** It is on the disk. */
  isMade: boolean;
  /** Itself until it is opened, and the files and folders in it that are not done. */
  open: number;
  /** Copies of its list of entries that proved to be damaged. */
  badCopies: number;
  damage: string | undefined;
}

/** Knows which folders are done: those in which all is. */
export class FolderLedger {
  readonly #finish: (folder: PendingFolder) => Promise<void>;

  /** @param finish called once for each folder that is on the disk, when all in it is done, before that of its parent */
  constructor(finish: (folder: PendingFolder) => Promise<void>) {
    this.#finish = finish;
  }

  /** One thing in a folder is done. */
  async done(folder: PendingFolder): Promise<void> {
    let at: PendingFolder | undefined = folder;
    while (at !== undefined) {
      at.open -= 1;
      if (at.open > 0) return;
      if (at.isMade) await this.#finish(at);
      // Folders that only lead to something are made along with it.
      if (at.isMade && at.parent !== undefined) at.parent.isMade = true;
      at = at.parent;
    }
  }
}
