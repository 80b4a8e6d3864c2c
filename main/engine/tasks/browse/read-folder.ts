import type { OpenRepository } from "../open-repository.ts";
import { readLocked } from "../reading.ts";
import { browserOf } from "./browser.ts";
import type { FolderPage, ReadFolderOptions } from "./model.ts";

/**
 * A page of a folder in a snapshot, for windows. A worker thread opens, sorts and filters the folder and keeps those read
 * last, so that the next page takes milliseconds and the caller's thread stays free however many entries there are.
 *
 * What has been read once is answered from memory, without a look at the storage. A lock would be taken for each page:
 * windows pass `noLock`.
 *
 * @throws {SnapshotNotFound} {AmbiguousId} {PathNotInSnapshot} {FolderExpected}, and for a damaged repository
 */
export function readFolder(open: OpenRepository, options: ReadFolderOptions): Promise<FolderPage> {
  return readLocked(open, options, (signal) => browserOf(open).page(options, signal));
}
