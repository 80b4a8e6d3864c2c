import type { BlobId } from "../../format/index.ts";
import { type ByteString, fromText } from "../../names/index.ts";
import { findSnapshot, type SnapshotFilter, type StoredSnapshot } from "../../repository/index.ts";
import type { OpenRepository } from "../open-repository.ts";
import { cleanPath, ROOT, resolveFolder } from "./path-in-snapshot.ts";
import { TreeReader } from "./tree-reader.ts";

/** A folder of a snapshot that stands for the whole of it. */
export interface LocatedFolder {
  readonly snapshot: StoredSnapshot;
  /** The root unless a folder was named. */
  readonly folder: ByteString;
  readonly tree: BlobId;
  readonly trees: TreeReader;
}

/**
 * Finds what a person means by `latest`, the start of a snapshot's id, or either with `:FOLDER` behind it. The index is
 * loaded afterwards, in the order that a running backup needs.
 *
 * @param filter what `latest` is chosen from
 * @throws {SnapshotNotFound} {AmbiguousId} {PathNotInSnapshot} {FolderExpected}
 */
export async function locateFolder(
  open: OpenRepository,
  asked: string,
  filter?: SnapshotFilter,
  signal?: AbortSignal,
): Promise<LocatedFolder> {
  const { snapshot: name, folder } = splitAsked(asked);
  const snapshot = await findSnapshot(open.repository, name, filter, signal);
  await open.loadIndex(signal);
  const trees = new TreeReader(open.repository.reader);
  const tree = await resolveFolder(trees, snapshot.tree, folder, signal);
  return { snapshot, folder, tree, trees };
}

function splitAsked(asked: string): { readonly snapshot: string; readonly folder: ByteString } {
  const colon = asked.indexOf(":");
  if (colon < 0) return { snapshot: asked, folder: ROOT };
  return { snapshot: asked.slice(0, colon), folder: cleanPath(fromText(asked.slice(colon + 1))) };
}
