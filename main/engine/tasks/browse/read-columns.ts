import type { BlobId } from "../../format/index.ts";
import type { OpenRepository } from "../open-repository.ts";
import { readLocked } from "../reading.ts";
import type { ReadOptions } from "../task-options.ts";
import { browserOf } from "./browser.ts";
import type { FolderColumns } from "./folder-columns.ts";

export interface ReadColumnsOptions extends ReadOptions {
  /** The id of a folder's tree: a snapshot's, or one of `FolderColumns.subtrees`. */
  readonly tree: string;
}

/**
 * All entries of a folder by the id of its tree, opened by a worker thread and kept nowhere: for going through whole
 * snapshots, without the folders whose ids are known.
 *
 * @throws {MissingBlob} {DamagedBlob}, and what the storage says
 */
export function readColumns(open: OpenRepository, options: ReadColumnsOptions): Promise<FolderColumns> {
  // It is only ever looked up in the table.
  return readLocked(open, options, (signal) => browserOf(open).columns(options.tree as BlobId, signal));
}
