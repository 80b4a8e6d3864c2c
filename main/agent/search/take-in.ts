import type { FolderColumns } from "../../engine/index.ts";
import type { IndexClient } from "./index-client.ts";
import type { FolderToRead, Place } from "./model.ts";

/** Folders of which all was taken in are told to the index with the next one that is read. */
const SEALED_AT_ONCE = 200;

interface Level {
  readonly folder: FolderToRead;
  readonly pending: FolderToRead[];
  /** False once something below could not be read: then it is looked at again with the next snapshot. */
  isWhole: boolean;
}

export interface TakeInOptions {
  readonly index: Pick<IndexClient, "call">;
  readonly place: Place;
  /** A folder by the id of its tree; undefined if its list is damaged or lost: what the index has of it stays. */
  readonly read: (tree: string) => Promise<FolderColumns | undefined>;
  readonly signal: AbortSignal;
}

/**
 * Takes a snapshot into the index, from its root down: only folders that are not as the index has them are read. A folder counts
 * as taken in after all below it, so that this can be broken off and begun anew at any moment.
 *
 * @throws what `read` throws, and the signal's reason
 */
export async function takeIn(root: FolderToRead, options: TakeInOptions): Promise<void> {
  const { index, place, read, signal } = options;
  let sealed: FolderToRead[] = [];
  const enter = async (folder: FolderToRead): Promise<Level> => {
    signal.throwIfAborted();
    const columns = await read(folder.tree);
    if (columns === undefined) return { folder, pending: [], isWhole: false };
    const telling = sealed;
    sealed = [];
    return {
      folder,
      pending: await index.call("apply", { place, path: folder.path, columns }, telling),
      isWhole: true,
    };
  };
  // A list and not recursion: folders may be thousands deep.
  const levels = [await enter(root)];
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const next = level.pending.pop();
    if (next !== undefined) {
      levels.push(await enter(next));
      continue;
    }
    levels.pop();
    const above = levels.at(-1);
    if (level.isWhole) sealed.push(level.folder);
    else if (above !== undefined) above.isWhole = false;
    if (sealed.length >= SEALED_AT_ONCE) await index.call("seal", place, sealed.splice(0));
  }
  await index.call("seal", place, sealed);
}
