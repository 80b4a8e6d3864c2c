import type { TreeNode } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { SnapshotFilter, StoredSnapshot } from "../../repository/index.ts";
import type { OpenRepository } from "../open-repository.ts";
import { streamLocked } from "../reading.ts";
import type { ReadOptions } from "../task-options.ts";
import { cleanPath, isWithin, locateFolder, walkTree } from "../trees/index.ts";
import { PathNotAbsolute } from "./errors.ts";

export interface ListOptions extends ReadOptions {
  /** `latest` or the start of an id; with `:FOLDER` behind it, that folder is taken for the root. */
  readonly snapshot: string;
  /** What `latest` is chosen from. */
  readonly filter?: SnapshotFilter;
  /** Only these folders (or files) and what is directly in them; everything when there are none. */
  readonly folders?: readonly ByteString[];
  /** With `folders`: also what is deeper in them. */
  readonly recursive?: boolean;
}

/** First the snapshot, then its entries. */
export type ListItem =
  | { readonly type: "snapshot"; readonly snapshot: StoredSnapshot }
  | { readonly type: "node"; readonly path: ByteString; readonly node: TreeNode };

/**
 * Lists the entries of a snapshot, each folder before what is in it. A folder that is not there lists nothing, as in
 * restic.
 *
 * @throws {PathNotAbsolute} {SnapshotNotFound} {AmbiguousId}, and for a damaged repository
 */
export function list(open: OpenRepository, options: ListOptions): AsyncGenerator<ListItem, void, undefined> {
  const folders = (options.folders ?? []).map(absolute);
  return streamLocked(open, options, (signal) => listItems(open, options, folders, signal));
}

async function* listItems(
  open: OpenRepository,
  options: ListOptions,
  folders: readonly ByteString[],
  signal: AbortSignal,
): AsyncGenerator<ListItem> {
  const { snapshot, tree, trees } = await locateFolder(open, options.snapshot, options.filter, signal);
  yield { type: "snapshot", snapshot };
  const isListed = (path: ByteString) => folders.length === 0 || folders.some((folder) => isWithin(path, folder));
  const enters = ({ path }: { readonly path: ByteString }): boolean => {
    if (folders.length === 0 || folders.some((folder) => isWithin(folder, path))) return true;
    return options.recursive === true && isListed(path);
  };
  for await (const { path, node } of walkTree(trees, tree, { signal, enters })) {
    if (isListed(path)) yield { type: "node", path, node };
  }
}

function absolute(path: ByteString): ByteString {
  if (!path.startsWith("/")) throw new PathNotAbsolute(path);
  return cleanPath(path);
}
